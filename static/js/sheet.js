// The score sheet in the open page: every mark is on the device before it is anywhere else, then on the server.
// In: the tablet and the form of a sheet. Out: a record in the queue, and a page that says how it stands.
// Without this script the sheet is scored, saved and sent all the same, with its buttons.

import { drawClash } from "./clash.js"
import { inset } from "./elements.js"
import { applyContent, contentOf, indicators, isWrong, keyOf } from "./marks.js"
import { drawAll, drawOnlyWhatIsSeen, drawProgress, followReading } from "./progress.js"
import { isSending, waits } from "./record.js"
import { closeForm, drawMissingAgain, lockForm, startSending } from "./sending.js"
import { watchForUndo } from "./undo.js"
import { say } from "./words.js"

const PAUSE = 300 // a note is kept when the typing pauses

const openNoteWhereAsked = (fieldset) => {
  const asked = fieldset.querySelector(".level.asks-note :checked")
  if (asked && !fieldset.querySelector(".tick :checked")) fieldset.querySelector(".note details").open = true
}

const drawUnsaved = ({ queue }, form, record) => {
  const failed = queue.failed.has(record.key)
  if (!failed && !form.querySelector(".not-kept")) return
  const codes = failed ? queue.unsaved.get(record.key) ?? new Set() : new Set()
  for (const fieldset of indicators(form)) {
    const bad = codes.has(fieldset.dataset.code)
    fieldset.classList.toggle("not-kept", bad)
    if (bad) fieldset.querySelector(".picked [data-words]").textContent = say("Belum tersimpan")
    for (const level of fieldset.querySelectorAll(".level")) level.classList.toggle("unsaved", bad && level.firstElementChild.checked)
  }
}

// The chosen level shows at once; counting what is filled waits until the mark is kept, or a device is slow to keep it.
const SLOW = 200
const afterKeeping = (kept, draw) => {
  const slow = new Promise((done) => setTimeout(done, SLOW))
  Promise.race([kept, slow]).then(draw)
}

// What is off the scale is no mark, and takes nothing away: the last score that was one stays.
const keeping = (form, record) => {
  const content = contentOf(form)
  for (const { name } of form.querySelectorAll(".number-score input:invalid")) {
    const code = name.slice("score-".length)
    if (code in record.content.scores) content.scores[code] = record.content.scores[code]
  }
  return content
}

const keepMarks = ({ queue, sender }, form, sheet) => {
  let typing = null
  const keep = (fieldset) => {
    clearTimeout(typing?.timer)
    typing = null
    const kept = queue.keep(sheet, keeping(form, queue.get(sheet)), isWrong(fieldset) ? [] : [fieldset.dataset.code])
    sender.soon(PAUSE)
    return kept
  }
  form.addEventListener("change", (event) => {
    const fieldset = event.target.closest("[data-code]")
    if (!fieldset) return
    afterKeeping(keep(fieldset), () => {
      drawProgress(form, fieldset)
      drawMissingAgain(form)
      openNoteWhereAsked(fieldset)
    })
  })
  form.addEventListener("input", (event) => {
    const fieldset = event.target.closest("[data-code]")
    if (!fieldset || !event.target.matches("textarea, .number-score input")) return
    clearTimeout(typing?.timer)
    typing = { fieldset, timer: setTimeout(() => keep(fieldset), PAUSE) }
  })
  const leave = () => typing && form.isConnected && keep(typing.fieldset)
  form.addEventListener("focusout", leave)
  document.addEventListener("visibilitychange", leave)
  window.addEventListener("pagehide", leave)
}

const showLate = (form) => {
  form.querySelector("[data-missing]").replaceChildren(form.querySelector("[data-late]").content.cloneNode(true))
  lockForm(form)
}

const showProblems = (form, record) => {
  const rows = record.problems.map((problem) => problem.message).join(" ")
  form.querySelector("[data-missing]").replaceChildren(inset("bad", say("Server belum menerima lembar ini. Yang sudah diisi tetap tersimpan."), [rows]))
  delete record.problems
}

// Draws what only the queue knows: a clash, a closed category, what could not be kept.
const follow = (tablet, form, record) => {
  const { queue, sender, pages } = tablet
  let shown = null
  let closed = false
  const again = () => pages.go(window.location.href, { push: false })
  const chosen = () => {
    applyContent(form, record.content)
    drawAll(form)
    if (record.state === "submitted" && record.entries.length === 0) again()
    else if (isClosed(record)) closeForm(tablet, form, record)
  }
  const look = () => {
    if (!form.isConnected) {
      queue.removeEventListener("change", look)
      return
    }
    drawUnsaved(tablet, form, record)
    if (record.problems) showProblems(form, record)
    if (record.clash && shown !== record.clash) {
      const codes = indicators(form).map((fieldset) => fieldset.dataset.code)
      drawClash(tablet, form.querySelector("[data-missing]"), form, codes, record, chosen)
    }
    shown = record.clash
    if (closed && !waits(record)) again() // it arrived: the server's own words
    closed = waits(record) && isClosed(record)
    if (record.closed && !waits(record)) showLate(form)
    drawAgain(form, record)
  }
  queue.addEventListener("change", look)
  sender.addEventListener("change", look)
  look()
}

// Sent or on its way there, or on its way back: nothing is filled meanwhile.
const isClosed = (record) => !record.clash && (isSending(record) || record.state === "submitted")

// The hidden fields stay true, so that the form could still be sent by its buttons.
const drawAgain = (form, record) => {
  form.elements.based_on.value = record.base
}

export const startSheet = (tablet, form) => {
  const { dataset } = form
  const sheet = keyOf(form)
  const about = { sheet, title: dataset.title, indicators: indicators(form).length }
  const record = tablet.queue.open(about, Number(dataset.version), contentOf(form), "open")
  applyContent(form, record.content)
  drawAll(form)
  form.querySelector('.dock [value="save"]').hidden = true
  keepMarks(tablet, form, sheet)
  startSending(tablet, form)
  watchForUndo(form, form.querySelector("[data-undo]"))
  followReading(form)
  drawOnlyWhatIsSeen(form)
  follow(tablet, form, record)
  if (isClosed(record)) closeForm(tablet, form, record)
  // beside a wide sheet there is room for the profile
  if (window.matchMedia("(min-width: 1000px)").matches) form.querySelector(".profile-fold").open = true
}
