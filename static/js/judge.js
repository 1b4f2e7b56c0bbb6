// Starts the judge's pages: one queue, one sender and one cover for as long as the page stays open, and the parts of
// whichever page is shown. In: what the server wrote on <body>. Out: a page that needs no connection to be used.

import { claimWindow, Cover } from "./cover.js"
import { startList, startSigningOut } from "./list.js"
import { keyOf } from "./marks.js"
import { Pages } from "./pages.js"
import { Queue } from "./queue.js"
import { startSent } from "./sent.js"
import { startSheet } from "./sheet.js"
import { startSignIn } from "./sign_in.js"
import { drawStatus } from "./status.js"
import { noStore, openStore } from "./store.js"
import { Sender } from "./sync.js"

const startPage = (tablet) => {
  const form = document.querySelector("form[data-sheet]")
  const sent = document.querySelector("[data-sent]")
  tablet.sheet = form ? keyOf(form) : undefined
  if (form) startSheet(tablet, form)
  if (sent) startSent(tablet, sent)
  startList(tablet)
  startSigningOut(tablet)
  drawStatus(tablet)
}

const readWhose = async (store) => {
  const data = document.body.dataset
  if (!data.judge) return store.get("facts", "whose") // the offline shell: whoever used this tablet last
  const who = { event: data.event, judge: data.judge, name: data.name, seal: data.seal }
  const addresses = { list: data.list, send: data.queue, unlock: data.unlock, worker: data.worker }
  const whose = { key: "whose", who, addresses }
  await store.put("facts", whose).catch(() => {})
  return whose
}

const startTablet = async (store) => {
  const whose = await readWhose(store)
  if (!whose) return
  const queue = new Queue(store, whose.who)
  await queue.load().catch(() => {})
  const sender = new Sender(queue, whose.addresses)
  const tablet = { queue, sender, addresses: whose.addresses }
  tablet.pages = new Pages(tablet, () => startPage(tablet))
  claimWindow(tablet)
  await tablet.pages.start()
  for (const source of [queue, sender]) source.addEventListener("change", () => drawStatus(tablet))
  sender.addEventListener("change", () => sender.archived && queue.forget().then(() => queue.forgetSent()))
  sender.start() // both before anything is drawn: what waits here depends on no page
  new Cover(tablet).start()
  if (document.body.dataset.judge) {
    if (!window.location.search) tablet.pages.keepPage(window.location.pathname, document.documentElement.outerHTML)
    startPage(tablet)
  } else {
    await tablet.pages.go(window.location.href, { push: false })
  }
  navigator.serviceWorker?.register(whose.addresses.worker, { scope: whose.addresses.list }).catch(() => {})
  navigator.storage?.persist?.()
  document.documentElement.dataset.ready = "yes" // for whoever drives the page
}

const start = async () => {
  const store = await openStore().catch(noStore)
  if (document.querySelector("[data-sign-in]")) startSignIn(store)
  else await startTablet(store)
}

// A page out of the browser's history may show marks of another moment: ask for it anew.
window.addEventListener("pageshow", (event) => event.persisted && window.location.reload())
start()
