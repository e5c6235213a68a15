// Registers the service worker, and lets a newer version take over when nobody stands at the gate.
import { hand } from "./shift/hand";
import { shift } from "./shift/state";

let waiting: ServiceWorker | undefined;

export async function watchUpdates(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const address = `${import.meta.env.BASE_URL}service-worker.js`;
  beginAnewWhenTakenOver();
  const registration = await navigator.serviceWorker.register(address, { scope: import.meta.env.BASE_URL });
  // Nobody is at hand yet: a version that was fetched yesterday takes over now.
  if (registration.waiting) registration.waiting.postMessage("take-over");
  registration.addEventListener("updatefound", () => {
    const installing = registration.installing;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && navigator.serviceWorker.controller) offer(installing);
    });
  });
  setInterval(() => void lookForUpdate(registration), 3_600_000);
}

function offer(worker: ServiceWorker): void {
  waiting = worker;
  shift.updateReady = true;
}

async function lookForUpdate(registration: ServiceWorkerRegistration): Promise<void> {
  if (shift.network !== "online") return;
  try {
    await registration.update();
  } catch (fault) {
    // The network went away in between; there is another hour.
    if (!(fault instanceof TypeError)) throw fault;
  }
}

/** The newer version takes over; what is kept stays as it is. */
export function updateNow(): void {
  if (hand.draft) return;
  if (waiting) waiting.postMessage("take-over");
  else location.reload();
}

// Every tab begins anew with the new version, one with somebody at hand when it is told to.
function beginAnewWhenTakenOver(): void {
  if (!navigator.serviceWorker.controller) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!hand.draft) return location.reload();
    waiting = undefined;
    shift.updateReady = true;
  });
}
