// Keeps the moving pieces of an organiser's page true. In: [data-live] with the address, [data-piece] anywhere.
// While nothing moved the answer is empty (304). A piece is replaced only when it changed, and keeps its scrolling.

const EVERY = 4000

const put = (piece) => {
  const place = document.querySelector(`[data-piece="${piece.dataset.piece}"]`)
  if (!place || place.innerHTML === piece.innerHTML) return
  const scrolled = [...place.querySelectorAll(".scroll")].map((one) => one.scrollLeft)
  const focused = [...place.querySelectorAll(".scroll")].indexOf(document.activeElement)
  place.replaceChildren(...piece.childNodes)
  for (const [n, one] of place.querySelectorAll(".scroll").entries()) {
    one.scrollLeft = scrolled[n] ?? 0
    if (n === focused) one.focus({ preventScroll: true })
  }
}

const keepTrue = ({ dataset }) => {
  let tag = `"${dataset.tag}"`
  const look = async () => {
    const response = await fetch(dataset.live, { cache: "no-store", headers: { "If-None-Match": tag } }).catch(() => null)
    if (!response?.ok || response.redirected) return
    tag = response.headers.get("ETag") ?? ""
    const answer = new DOMParser().parseFromString(await response.text(), "text/html")
    answer.querySelectorAll("[data-piece]").forEach(put)
  }
  setInterval(() => document.visibilityState === "visible" && look(), EVERY)
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look())
}

for (const place of document.querySelectorAll("[data-live]")) keepTrue(place)
