import { onScopeDispose, ref, watch, type Ref } from "vue";
import { api } from ".";

/** live: what is shown is current; waiting: trying to connect; lost: for longer than a moment. */
export type Liveness = "waiting" | "live" | "lost";

export interface Live {
  liveness: Readonly<Ref<Liveness>>;
  /** Connect anew at once. */
  reconnect: () => void;
}

// The server says "alive" every half minute.
const silence = 75_000;
const waits = [1, 2, 5, 10, 30];

/**
 * Listens to server-sent events while the component lives: `useEvents(() => "/dashboard/events?division=3708", {
 * dashboard: (data) => … })`. Handlers get the parsed JSON. `ready` comes after each (re)connection, `missed` when the
 * server could not deliver everything: read anew what you show.
 */
export function useEvents(address: () => string | undefined, handlers: Record<string, (data: unknown) => void>): Live {
  const liveness = ref<Liveness>("waiting");
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function stop(): void {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  function heard(): void {
    failures = 0;
    liveness.value = "live";
    clearTimeout(timer);
    timer = setTimeout(lost, silence);
  }

  function lost(): void {
    stop();
    liveness.value = failures > 0 ? "lost" : "waiting";
    const wait = waits[Math.min(failures++, waits.length - 1)]!;
    // EventSource does not tell why it failed. A session that has ended is told by asking who is signed in.
    if (failures === 2) void api.get("/session").catch(() => undefined);
    timer = setTimeout(start, wait * 1000 * (0.75 + Math.random() / 2));
  }

  function start(): void {
    stop();
    const url = address();
    if (!url) return;
    const opened = new EventSource(url);
    source = opened;
    opened.onopen = heard;
    opened.onerror = () => opened === source && lost();
    opened.onmessage = heard;
    for (const name of new Set([...Object.keys(handlers), "ready", "alive", "missed"]))
      opened.addEventListener(name, (event: MessageEvent<string>) => {
        heard();
        handlers[name]?.(event.data ? JSON.parse(event.data) : undefined);
      });
  }

  watch(address, () => ((failures = 0), (liveness.value = "waiting"), start()), { immediate: true });
  onScopeDispose(stop);
  return { liveness, reconnect: () => ((failures = 0), start()) };
}
