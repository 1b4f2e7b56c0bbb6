// A screen in the hall: asks every second whether there is something else to show, and then shows only that.
// In: data-ask, data-part on the body. Out: the one section of the page. A lost connection leaves it as it stands.

const PAUSE = 1000
const PATIENCE = 4000
const place = document.querySelector("main")
const { ask, part } = document.body.dataset

const text = async (address) => {
  const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.text()
}

const look = async () => {
  const shown = place.firstElementChild.dataset.version
  if ((await text(ask)) === shown) return
  const page = new DOMParser().parseFromString(await text(part), "text/html")
  place.replaceChildren(document.adoptNode(page.body.firstElementChild))
}

const keepLooking = async () => {
  await look().catch(() => {}) // the next second may bring the connection back
  setTimeout(keepLooking, PAUSE)
}

keepLooking()
