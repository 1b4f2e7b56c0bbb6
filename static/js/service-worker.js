// Over https only: keeps the static files and an empty shell, so that a reload without a connection still opens.
// KEPT and SHELL are written above this by the server. Pages with data never pass through here into the cache; the
// shell shows what the tablet's own store holds.

const CACHE = `juara-${KEPT.join("|").replace(/[^0-9a-z]/g, "").slice(-64)}`
const PATIENCE_FOR_PAGE = 5000

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...KEPT, SHELL]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== CACHE)
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(old(names).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

const fromNetwork = async (request) => {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_FOR_PAGE) })
  } catch {
    return caches.match(SHELL)
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event
  const { pathname, search } = new URL(request.url)
  if (request.method !== "GET") return
  if (request.mode === "navigate") event.respondWith(fromNetwork(request))
  else if (KEPT.includes(pathname + search)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
})
