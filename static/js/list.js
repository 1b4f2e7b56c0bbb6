// The judge's list: what only this device knows is drawn over what the server said; the sheets are fetched ahead.
// In: the tablet. Out: the page.

import { ask, element, stateBadge } from "./elements.js"
import { stateOfRow } from "./status.js"

const drawRows = ({ queue }) => {
  for (const row of document.querySelectorAll("[data-sheet-row]")) {
    const record = queue.get(row.dataset.sheetRow)
    const state = record && stateOfRow(record)
    const old = row.querySelector(".state")
    if (state && old) old.replaceWith(stateBadge(...state))
  }
}

export const startList = (tablet) => {
  const list = document.querySelector("[data-sheet-row]")?.closest("main")
  if (!list) return
  drawRows(tablet)
  tablet.queue.addEventListener("change", () => list.isConnected && drawRows(tablet))
  const paths = [...list.querySelectorAll("[data-sheet-row] a[href]")].map((link) => new URL(link.href).pathname)
  tablet.pages.fetchAhead(paths)
}

// "Ganti juri" never drops what waits, and leaves nothing of this judge for the next one to see.
export const startSigningOut = ({ queue }) => {
  const form = document.querySelector("[data-sign-out]")
  form?.addEventListener("submit", async (event) => {
    event.preventDefault()
    const leave = async () => {
      await queue.forget()
      await queue.store.remove("facts", "whose").catch(() => {})
      form.submit()
    }
    const waiting = queue.waiting().length
    if (waiting === 0) return leave()
    const text = `${waiting} lembar belum terkirim. Lembar itu tetap tersimpan di tablet ini atas nama ${queue.who.name}, tidak terlihat juri lain, dan terkirim bila Bapak/Ibu masuk lagi di sini.`
    ask("Ganti juri sekarang?", [element("p", { textContent: text })], [["Ya, ganti juri", "", leave], ["Batal", "line", () => {}]])
  })
}
