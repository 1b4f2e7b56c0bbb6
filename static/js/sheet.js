// The score sheet between two page loads. Without it the sheet is scored, saved and sent all the same.
// Every mark leaves here as one "juara:mark" event on the form, {code, score, evidence, note}: whoever keeps marks
// on the device listens there, and calls event.preventDefault() to say that it, not the Simpan button, keeps this one.

import { markOf } from "./marks.js"
import { drawProgress, followReading } from "./progress.js"
import { watchForUndo } from "./undo.js"

const form = document.querySelector("[data-sheet]")
const connection = document.getElementById("connection")
const unsaved = form.querySelector("[data-unsaved]")
let leavingLosesMarks = false

const openNoteWhereAsked = (fieldset) => {
  const asked = fieldset.querySelector(".level.asks-note :checked")
  if (asked && !fieldset.querySelector(".tick :checked")) fieldset.querySelector(".note details").open = true
}

const announceMark = (fieldset) => {
  const mark = new CustomEvent("juara:mark", { bubbles: true, cancelable: true, detail: markOf(fieldset) })
  if (!form.dispatchEvent(mark)) return
  leavingLosesMarks = true
  connection.replaceChildren(unsaved.content.cloneNode(true))
}

form.addEventListener("change", (event) => {
  const fieldset = event.target.closest("[data-code]")
  if (!fieldset) return
  drawProgress(form, fieldset)
  openNoteWhereAsked(fieldset)
  announceMark(fieldset)
})

form.addEventListener("submit", () => {
  leavingLosesMarks = false
})

window.addEventListener("beforeunload", (event) => {
  if (leavingLosesMarks) event.preventDefault()
})

watchForUndo(form, form.querySelector("[data-undo]"))
followReading(form)
// beside a wide sheet there is room for the profile
if (window.matchMedia("(min-width: 1000px)").matches) form.querySelector(".profile-fold").open = true
