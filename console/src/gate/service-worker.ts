// Starts the gate app without a network: all files of a version are fetched when it is installed, and served from then
// on until the next version has all of its own. The API is none of its business; what has to be sent waits in
// IndexedDB, which no version touches.
export {};

declare const self: ServiceWorkerGlobalScope;
declare const __FILES__: string[];
declare const __VERSION__: string;

const prefix = "tongzhou-gate-";
const cacheName = prefix + __VERSION__;
const scope = new URL(self.registration.scope);
const page = new URL("index.html", scope).href;

self.addEventListener("install", (event) => {
  // Past the HTTP cache: a half old, half new version would be worse than none.
  const files = __FILES__.map((file) => new Request(new URL(file, scope), { cache: "reload" }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

// The page says when: never while a person stands at the gate.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  event.respondWith(answer(request));
});

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request.mode === "navigate" ? page : request, { ignoreSearch: true });
  return kept ?? fetch(request);
}
