// The service worker, by which the page opens without a network, and the way onto the home screen.
import { ref } from "vue";

/** A newer version is fetched in the background, and is what opens next time. */
export async function watchUpdates(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const base = import.meta.env.BASE_URL;
  try {
    await navigator.serviceWorker.register(`${base}service-worker.js`, { scope: base });
  } catch (failure) {
    // Private modes and browsers inside other apps forbid it: then the page needs a network to open, and does all else.
    if (!(failure instanceof DOMException) && !(failure instanceof TypeError)) throw failure;
  }
}

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** Asks whether to install; there is none where the browser has no such question, or was answered. */
export const installPrompt = ref<() => Promise<void>>();

export function watchInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt.value = async () => {
      await (event as InstallPrompt).prompt();
      installPrompt.value = undefined;
    };
  });
  addEventListener("appinstalled", () => (installPrompt.value = undefined));
}

export const isInstalled = (): boolean => matchMedia("(display-mode: standalone)").matches;
