// The judge's list: what only this device knows is drawn over what the server said; the sheets are fetched ahead.
// In: the tablet. Out: the page.

import { ask, button, element, inset, stateBadge } from "./elements.js"
import { isSending } from "./record.js"
import { downloadRescue } from "./rescue.js"
import { stateOfRow } from "./status.js"
import { say } from "./words.js"

const drawRows = ({ queue }) => {
  for (const row of document.querySelectorAll("[data-sheet-row]")) {
    const record = queue.get(row.dataset.sheetRow)
    const act = row.querySelector("[data-action]") // none where nothing is to be done: withdrawn, substituted
    const state = record && stateOfRow(record, Number(row.dataset.version), act, queue.failed.has(record.key))
    const old = row.querySelector(".state")
    if (state && old) {
      old.replaceWith(stateBadge(...state))
      if (act) act.textContent = isSending(record) || record.state === "submitted" ? say("Lihat") : say("Lanjutkan")
    }
  }
  for (const head of document.querySelectorAll("[data-sent-of]")) {
    const sent = head.closest("section").querySelectorAll(".state.sent").length
    head.textContent = say("{sent} dari {count} terkirim", { sent, count: head.dataset.sentOf })
  }
}

// Another way to the server for what waits here: a file that the panitia brings in with a reason.
const drawRescue = ({ queue }) => {
  const place = document.querySelector("[data-rescue]")
  const wanted = queue.waiting().length > 0
  if (!place || wanted === place.hasChildNodes()) return
  const text = element("p", { textContent: say("Bila tablet ini tidak dapat tersambung lagi, simpan berkas ini dan serahkan kepada panitia. Isinya tersegel.") })
  const save = button(say("Unduh berkas penyelamat"), "line", () => downloadRescue(queue))
  place.replaceChildren(...(wanted ? [inset("warn", say("Masih ada yang hanya di tablet ini"), [text, save])] : []))
}

export const startList = (tablet) => {
  const list = document.querySelector("[data-sheet-row]")?.closest("main")
  if (!list) return
  let waited = tablet.queue.waiting().length
  const draw = () => {
    if (!list.isConnected) return tablet.queue.removeEventListener("change", draw)
    const waiting = tablet.queue.waiting().length
    if (waited > 0 && waiting === 0) tablet.pages.go(window.location.href, { push: false }) // the server's own words again
    waited = waiting
    drawRows(tablet)
    drawRescue(tablet)
  }
  draw()
  tablet.queue.addEventListener("change", draw)
  const paths = [...list.querySelectorAll("[data-sheet-row] a[href]")].map((link) => new URL(link.href).pathname)
  tablet.pages.fetchAhead(paths)
}

// "Ganti juri" never drops what waits, and leaves nothing of this judge for the next one to see.
export const startSigningOut = ({ queue, sender, pages }) => {
  const form = document.querySelector("[data-sign-out]")
  form?.addEventListener("submit", async (event) => {
    event.preventDefault()
    const leave = async () => {
      await queue.forget()
      await queue.store.remove("facts", "whose").catch(() => {})
      form.submit()
    }
    const waiting = queue.waiting().length
    if (!sender.connected) return pages.notHere() // or the next judge would sit in this one's session
    if (waiting === 0) return leave()
    const text = say("{n} lembar belum terkirim. Lembar itu tetap tersimpan di tablet ini atas nama {name}, tidak terlihat juri lain, dan terkirim bila Bapak/Ibu masuk lagi di sini.", { n: waiting, name: queue.who.name })
    ask(say("Ganti juri sekarang?"), [element("p", { textContent: text })], [[say("Ya, ganti juri"), "", leave], [say("Batal"), "line", () => {}]])
  })
}
