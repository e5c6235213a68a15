// Starts the pages below /console/visits/ without a network. Their files are fetched when it is installed; with a network
// the newest come first. Of the API it answers one question, who is signed in, and that only when nobody else does.
import { whoAddress, whoCache, whoDays } from "./kept-who";

declare const self: ServiceWorkerGlobalScope;
declare const __FILES__: string[];
declare const __VERSION__: string;

const prefix = "tongzhou-visits-files-";
const cacheName = prefix + __VERSION__;
const scope = new URL(self.registration.scope);
const base = new URL("../", scope);
const page = new URL("index.html", base).href;
// A network that hardly answers is as good as none.
const patience = 6_000;

self.addEventListener("install", (event) => {
  const files = __FILES__.map((file) => new Request(new URL(file, base).href, { cache: "reload" }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
  // A page that is open has all of its script already: the newer version is for the next time.
  void self.skipWaiting();
});

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
  await self.clients.claim();
}
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function kept(address: string): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(address, { ignoreSearch: true });
}

function inTime(request: Request): Promise<Response> {
  return Promise.race([fetch(request), new Promise<never>((_, stop) => setTimeout(() => stop(new Error("too slow")), patience))]);
}

async function openPage(request: Request): Promise<Response> {
  try {
    const answer = await inTime(request);
    if (answer.status < 500) return answer;
  } catch {
    // Without a network: what was kept.
  }
  return (await kept(page)) ?? Response.error();
}

async function whoIs(request: Request): Promise<Response> {
  const cache = await caches.open(whoCache);
  try {
    const answer = await inTime(request);
    if (answer.status === 401) await cache.delete(whoAddress);
    return answer;
  } catch (failure) {
    const known = await cache.match(whoAddress);
    const age = Date.now() - Number(known?.headers.get("x-kept-at") ?? 0);
    if (known && age < whoDays * 86_400_000) return known;
    throw failure;
  }
}

async function signOut(request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(whoCache)).delete(whoAddress);
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== scope.origin) return;
  if (request.method === "DELETE" && /^\/sessions?$/.test(url.pathname)) event.respondWith(signOut(request));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && url.pathname.startsWith(scope.pathname)) event.respondWith(openPage(request));
  else if (url.pathname === whoAddress) event.respondWith(whoIs(request));
  else if (url.pathname.startsWith(base.pathname)) event.respondWith(kept(request.url).then((file) => file ?? fetch(request)));
});
