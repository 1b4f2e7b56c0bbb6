// The page of a sheet that was sent: taking it back, and what only this device knows of it. In: its [data-sent].
// "Tarik kembali" goes through the queue too: the same entry, once, whatever the line does.

import { drawClash } from "./clash.js"
import { element, inset } from "./elements.js"
import { isTakingBack, takeBack, waits } from "./record.js"
import { settled } from "./sending.js"
import { say } from "./words.js"

const codesOf = ({ content, clash }) => [...new Set([content, clash.own].flatMap((one) => Object.keys({ ...one.scores, ...one.notes })))]

export const startSent = (tablet, place) => {
  const { queue, sender, pages } = tablet
  const { dataset } = place
  const form = document.querySelector("[data-take-back]")
  const sheet = Number(dataset.sent)
  const again = () => pages.go(window.location.href, { push: false })
  let shown = null
  let waited = false
  const look = () => {
    if (!place.isConnected) return queue.removeEventListener("change", look)
    const record = queue.get(sheet)
    const waiting = Boolean(record && waits(record))
    if (waited && !waiting) again() // the server's own words
    waited = waiting
    if (!waiting) return
    if (form) form.closest("details").hidden = true
    if (record.clash && shown !== record.clash) drawClash(tablet, place, place, codesOf(record), record, again)
    else if (isTakingBack(record)) place.replaceChildren(inset("warn", say("Menunggu sambungan untuk ditarik kembali"), [element("p", { textContent: say("Isian lembar ini tetap ada.") })]))
    shown = record.clash
  }
  queue.addEventListener("change", look)
  look()
  form?.addEventListener("submit", async (event) => {
    const reason = form.elements.reason.value.trim()
    if (!reason) return // the server says what is missing
    event.preventDefault()
    const about = { sheet, title: dataset.title, indicators: Number(dataset.indicators) }
    const record = queue.open(about, Number(dataset.version), JSON.parse(dataset.content), "submitted")
    await queue.change(record, (changed) => takeBack(changed, reason))
    sender.soon(0)
    await settled(tablet, record)
    again()
  })
}
