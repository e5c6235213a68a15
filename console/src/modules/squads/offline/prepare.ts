// Makes the pages of visits open without a network: their files are kept by a service worker (visits-worker.ts), and who
// is signed in, without anything that would let somebody act, by the cache that it answers from.
import type { Schema } from "@/api";
import { whoAddress, whoCache } from "./kept-who";

/** Whether the pages open without a network now. */
export async function prepareOffline(who: Schema<"WhoAmI">): Promise<boolean> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator) || !("caches" in globalThis)) return false;
  const base = import.meta.env.BASE_URL;
  try {
    await navigator.serviceWorker.register(`${base}visits-worker.js`, { scope: `${base}visits/` });
    const cache = await caches.open(whoCache);
    await cache.put(whoAddress, new Response(JSON.stringify({ ...who, csrf_token: undefined }), { headers: { "content-type": "application/json", "x-kept-at": String(Date.now()) } }));
    const registration = await navigator.serviceWorker.getRegistration(`${base}visits/`);
    return await isActive(registration);
  } catch (failure) {
    // Private modes forbid it: then the pages need a network to open, and do all else.
    if (!(failure instanceof DOMException) && !(failure instanceof TypeError)) throw failure;
    return false;
  }
}

function isActive(registration: ServiceWorkerRegistration | undefined): Promise<boolean> {
  const worker = registration?.active ?? registration?.waiting ?? registration?.installing;
  if (!worker || worker.state === "redundant") return Promise.resolve(false);
  if (worker.state === "activated") return Promise.resolve(true);
  return new Promise((done) =>
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") done(true);
      if (worker.state === "redundant") done(false);
    }),
  );
}
