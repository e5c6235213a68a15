// The visits of this phone: what waits, whether it is being sent, what was taken along.
import { onMounted, onScopeDispose, ref, shallowRef, watch } from "vue";
import { api, Problem } from "@/api";
import { useSession } from "@/parts/session";
import type { Draft, DraftPaper, NewVisit } from "../visit";
import { forget, keep, openVisitsDatabase, putWaiting, readKept, removeWaiting, waitingVisits, type KeptDay, type Pack, type VisitsDatabase, type WaitingVisit } from "./database";
import { prepareOffline } from "./prepare";
import { alone, sendWaiting, type Sending } from "./sending";

const again = 30_000;

const sender = {
  record: (visit: NewVisit) => api.post("/visits", { body: visit }),
  attach: (id: string, { paper, name, type, bytes, id: file }: DraftPaper) =>
    api.post("/visits/{id}/files", { path: { id }, query: { paper, file, name }, body: new Blob([bytes], { type }) }),
};

let opening: Promise<VisitsDatabase> | undefined;
/** Opened once for all pages, and anew after the browser has closed it. */
function database(): Promise<VisitsDatabase> {
  opening ??= openVisitsDatabase(() => (opening = undefined)).catch((failure: unknown) => {
    opening = undefined;
    throw failure;
  });
  return opening;
}

export function useVisits(sent: (sending: Sending) => void = () => {}) {
  const session = useSession();
  const account = session.who!.id;
  const waiting = shallowRef<WaitingVisit[]>([]);
  const isSending = ref(false);
  const isOnline = ref(navigator.onLine);
  /** The page opens without a network from now on. */
  const isPrepared = ref(false);
  const failure = shallowRef<unknown>();

  async function refresh(): Promise<void> {
    waiting.value = await waitingVisits(await database(), account);
  }

  async function send(isAll = false): Promise<Sending | undefined> {
    if (isSending.value) return undefined;
    isSending.value = true;
    try {
      const sending = await alone(async () => sendWaiting(await database(), account, sender, isAll));
      failure.value = sending.failure;
      isOnline.value = !(sending.failure instanceof Problem && sending.failure.status === 0) && navigator.onLine;
      await refresh();
      if (sending.sent.length > 0 || sending.refused.length > 0) sent(sending);
      return sending;
    } finally {
      isSending.value = false;
    }
  }

  /** Kept on this phone first: whatever happens next, it is not lost. */
  async function record(draft: Draft): Promise<void> {
    await putWaiting(await database(), account, draft);
    await refresh();
  }

  async function remove(id: string): Promise<void> {
    await removeWaiting(await database(), id);
    await refresh();
  }

  const online = () => {
    isOnline.value = true;
    void send();
  };
  const offline = () => (isOnline.value = false);
  const timer = setInterval(() => waiting.value.some((visit) => !visit.refused) && navigator.onLine && void send(), again);
  addEventListener("online", online);
  addEventListener("offline", offline);
  onScopeDispose(() => {
    clearInterval(timer);
    removeEventListener("online", online);
    removeEventListener("offline", offline);
  });
  // Whoever had to sign in again goes on where it stopped.
  watch(
    () => session.renewals,
    () => void send(),
  );
  onMounted(async () => {
    await refresh();
    if (waiting.value.length > 0) void send();
    isPrepared.value = await prepareOffline(session.who!);
  });

  return {
    waiting,
    isSending,
    isOnline,
    isPrepared,
    failure,
    send,
    record,
    remove,
    pack: async () => readKept(await database(), account, "pack"),
    keepPack: async (pack: Pack) => keep(await database(), account, "pack", pack),
    day: async () => readKept(await database(), account, "day"),
    squad: async () => readKept(await database(), account, "squad"),
    keepSquad: async (squad: string) => keep(await database(), account, "squad", squad),
    draft: async () => readKept(await database(), account, "draft"),
    keepDraft: async (draft: Draft) => keep(await database(), account, "draft", draft),
    forgetDraft: async () => forget(await database(), account, "draft"),
  };
}
export type Visits = ReturnType<typeof useVisits>;

/** The order of a day goes along as well. */
export const keepDay = async (account: string, day: KeptDay): Promise<void> => keep(await database(), account, "day", day);
