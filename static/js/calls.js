// Keeps the strip of calls at the top of an organiser's page true. In: [data-calls]. Out: its contents.

const EVERY = 3000

const keepTrue = (place) => {
  let tag = ""
  const look = async () => {
    const response = await fetch(place.dataset.calls, { cache: "no-store", headers: { "If-None-Match": tag } }).catch(() => null)
    if (!response?.ok || response.redirected) return
    tag = response.headers.get("ETag") ?? ""
    const piece = new DOMParser().parseFromString(await response.text(), "text/html")
    place.replaceChildren(...piece.body.childNodes)
  }
  setInterval(look, EVERY)
}

const place = document.querySelector("[data-calls]")
if (place) keepTrue(place)
