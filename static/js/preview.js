// Keeps the picture of a paper true to the form beside it. In: [data-preview]. Out: its contents.
// One request at a time; the button "Lihat pratinjau" does the same without this script.

const PAUSE = 400
const PATIENCE = 15000

const keepTrue = (place, form) => {
  let waiting = 0
  let busy = false
  let changed = false

  const draw = async () => {
    if (busy) return
    busy = true
    changed = false
    const ask = { method: "POST", body: new FormData(form), headers: { "X-Juara": "part" }, signal: AbortSignal.timeout(PATIENCE) }
    const answer = await fetch(place.dataset.preview, ask).catch(() => null)
    if (answer?.ok && !answer.redirected) {
      const piece = new DOMParser().parseFromString(await answer.text(), "text/html")
      place.replaceChildren(...piece.body.childNodes)
    }
    busy = false
    if (changed) draw()
  }

  form.addEventListener("input", () => {
    changed = true
    clearTimeout(waiting)
    waiting = setTimeout(draw, PAUSE)
  })
}

const place = document.querySelector("[data-preview]")
if (place) keepTrue(place, place.parentElement.querySelector("form"))
