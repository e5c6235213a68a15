// Keeps the screen on while the app is in sight: nobody unlocks a phone with gloves for every person in the queue.
let lock: WakeLockSentinel | undefined;

export function keepScreenOn(): void {
  document.addEventListener("visibilitychange", () => void hold());
  void hold();
}

async function hold(): Promise<void> {
  const wakeLock = navigator.wakeLock as WakeLock | undefined;
  if (!wakeLock || document.visibilityState !== "visible" || lock?.released === false) return;
  try {
    lock = await wakeLock.request("screen");
  } catch (refusal) {
    // Little battery, or a browser that will not: the screen goes off, and nothing else.
    if (!(refusal instanceof DOMException)) throw refusal;
  }
}
