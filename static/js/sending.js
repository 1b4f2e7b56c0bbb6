// Sending a sheet from the open page: what is still missing, the question before, and the entry that goes.
// In: the form of a sheet. Out: an entry in the queue; with or without a connection.

import { ask, element, inset } from "./elements.js"
import { indicators, isWrong, pointsOf, scoreOf } from "./marks.js"
import { canCallOff, callOff, isSending, isTakingBack, submit } from "./record.js"
import { say } from "./words.js"

const SEEN_SOON = 1500 // how long the page waits for the receipt before it goes on without

// [sentence, codes] for everything that keeps the sheet from counting, as the server would say it.
export const missingFrom = (form) => {
  const all = indicators(form)
  const codes = (test) => all.filter(test).map((fieldset) => fieldset.dataset.code)
  const noted = (fieldset) => fieldset.querySelector(".tick :checked") || fieldset.querySelector("textarea").value.trim()
  const asksNote = (fieldset) => fieldset.dataset.noteFor.split(" ").includes(String(scoreOf(fieldset)))
  return [
    [say("Masih kosong:"), codes((fieldset) => scoreOf(fieldset) === null && !isWrong(fieldset))],
    [say("Skor tidak ada pada skala:"), codes(isWrong)],
    [say("Centang bukti atau tulis catatan:"), codes((fieldset) => asksNote(fieldset) && !noted(fieldset))],
  ].filter(([, found]) => found.length > 0)
}

// What is still missing, drawn once by a sending that was held back and kept true by every mark after it.
export const drawMissingAgain = (form) => {
  if (form.querySelector("[data-missing]").querySelector(".jumps")) drawMissing(form, missingFrom(form))
}

const drawMissing = (form, missing) => {
  const place = form.querySelector("[data-missing]")
  if (missing.length === 0) return place.replaceChildren()
  const jumps = (codes) => codes.map((code) => element("a", { className: "button line", href: `#${code}`, textContent: code }))
  const rows = missing.flatMap(([text, codes]) => [element("p", { textContent: text }), element("p", { className: "jumps" }, jumps(codes))])
  const shown = inset("bad", say("Belum dapat dikirim. Yang sudah diisi tetap tersimpan."), rows)
  shown.setAttribute("role", "alert")
  place.replaceChildren(shown)
}

const fact = (label, value) => element("div", {}, [element("dt", { textContent: label }), element("dd", {}, [value])])

const question = (form, send) => {
  const all = indicators(form)
  const notes = all.filter((fieldset) => fieldset.querySelector("textarea").value.trim()).length
  const value = element("span", {}, [element("span", { className: "value", textContent: pointsOf(all, form) }), say(" dari 100")])
  const facts = [fact(say("Dinilai"), say("{filled} dari {n} indikator", { filled: all.length, n: all.length })), fact(say("Catatan"), String(notes)), fact(say("Nilai lembar"), value)]
  const text = element("p", { textContent: form.dataset.until })
  const answers = [[say("Ya, kirim"), "", send], [say("Batal"), "line", () => form.querySelector("[data-send]").focus()]]
  ask(say("Kirim lembar {name}?", { name: form.dataset.title }), [text, element("dl", { className: "facts" }, facts)], answers)
}

export const startSending = (tablet, form) => {
  const { queue, sender, pages, addresses } = tablet
  const send = async () => {
    const record = queue.get(form.dataset.sheet)
    lockForm(form) // a tap from here on would belong to neither version
    await queue.change(record, submit)
    sender.soon(0)
    await settled(tablet, record)
    const arrived = record.state === "submitted" && record.entries.length === 0
    pages.go(arrived ? `${addresses.list}?terkirim=${record.sheet}` : addresses.list)
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const missing = missingFrom(form)
    drawMissing(form, missing)
    if (missing.length === 0) return question(form, send)
    const place = form.querySelector("[data-missing]")
    place.querySelector("a").focus()
    place.scrollIntoView({ block: "center" })
  })
}

// Resolves when nothing of this sheet waits any more, or when waiting longer would keep the judge standing.
export const settled = ({ sender }, record) =>
  new Promise((resolve) => {
    const look = () => record.entries.length === 0 && done()
    const done = () => {
      clearTimeout(timer)
      sender.removeEventListener("change", look)
      resolve()
    }
    const timer = setTimeout(done, sender.connected ? SEEN_SOON : 0)
    sender.addEventListener("change", look)
  })

// A sheet that was sent is shown closed, as is one that waits for it; what never left this device can be called off.
export const closeForm = (tablet, form, record) => {
  lockForm(form)
  const place = form.querySelector("[data-missing]")
  const tell = (title, text) => place.replaceChildren(inset("", title, [element("p", { textContent: text })]))
  if (isTakingBack(record)) return tell(say("Menunggu sambungan untuk ditarik kembali"), say("Isian lembar ini tetap ada."))
  if (!isSending(record)) return tell(say("Lembar ini sudah terkirim"), say("Untuk menariknya kembali, buka lagi bila tersambung."))
  const off = element("button", { type: "button", className: "button line", textContent: say("Batal kirim, lanjut mengisi") })
  off.addEventListener("click", async () => {
    if (canCallOff(record)) await tablet.queue.change(record, callOff)
    tablet.pages.go(window.location.href, { push: false })
  })
  const text = element("p", { textContent: say("Lembar ini terkirim sendiri bila tersambung.") })
  const shown = inset("warn", say("Menunggu sambungan untuk dikirim"), canCallOff(record) ? [text, off] : [text])
  place.replaceChildren(shown)
}

export const lockForm = (form) => {
  for (const fieldset of indicators(form)) fieldset.disabled = true
  for (const control of form.querySelectorAll(".dock button, [data-undo]")) control.hidden = true
}
