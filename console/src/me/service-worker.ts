// Opens the page without a network: all files of a version are fetched when it is installed, and served from then on.
// The API is none of its business; what is kept of it is in IndexedDB.
export {};

declare const self: ServiceWorkerGlobalScope;
declare const __FILES__: string[];
declare const __VERSION__: string;

const prefix = "tongzhou-me-";
const cacheName = prefix + __VERSION__;
const scope = new URL(self.registration.scope);
const page = new URL("index.html", scope).href;

self.addEventListener("install", (event) => {
  // Past the HTTP cache: a half old, half new version would be worse than none.
  const files = __FILES__.map((file) => new Request(new URL(file, scope).href, { cache: "reload" }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
  // A page that is open has all of its script already: the newer version is for the next time.
  void self.skipWaiting();
});

async function takeOver(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
  await self.clients.claim();
}
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request.mode === "navigate" ? page : request, { ignoreSearch: true });
  return kept ? kept : fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  event.respondWith(answer(request));
});
