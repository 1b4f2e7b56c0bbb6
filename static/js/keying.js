// Keying a paper sheet in by keyboard alone. In: form[data-keying] with inputs [data-score], [data-note].
// A digit that makes a whole score jumps on; arrows move; Enter sends the form, as in any form.

const whole = (form, text) => {
  const { scores, highest } = form.dataset
  if (scores) return scores.split(" ").includes(text) && !scores.split(" ").some((one) => one !== text && one.startsWith(text))
  return text.replace(",", "").length >= highest.replace(",", "").length
}

const start = (form) => {
  const fields = [...form.querySelectorAll("[data-score]")]
  const noteOf = (field) => field.closest(".key-row").querySelector("[data-note]")
  const scoreOf = (note) => note.closest(".key-row").querySelector("[data-score]")
  const go = (field) => {
    field?.focus()
    field?.select()
  }
  const next = (field, by) => fields[fields.indexOf(field) + by]

  const asksNote = (field) => {
    const asked = form.dataset.notes.split(" ").includes(field.value)
    noteOf(field)?.classList.toggle("asked", asked)
  }

  const arrows = (event) => {
    const field = event.target.matches("[data-note]") ? scoreOf(event.target) : event.target
    const beside = event.target === field ? noteOf(field) : null
    const atStart = event.target.selectionStart === 0 && event.target.selectionEnd === 0
    if (event.key === "ArrowDown") return next(field, 1)
    if (event.key === "ArrowUp") return next(field, -1)
    if (event.key === "ArrowRight") return beside
    if (event.key === "ArrowLeft" && event.target !== field && atStart) return field
    return null
  }

  form.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-score], [data-note]")) return
    const to = arrows(event)
    if (!to) return
    event.preventDefault()
    go(to)
  })
  form.addEventListener("input", (event) => {
    const field = event.target
    if (!field.matches("[data-score]")) return
    asksNote(field)
    if (!whole(form, field.value.trim())) return
    const follows = next(field, 1)
    if (follows) go(follows)
    else form.querySelector("[name=second_login]")?.focus()
  })
  form.addEventListener("focusin", (event) => event.target.matches("[data-score]") && event.target.select())
  fields.forEach(asksNote)
  go(fields.find((field) => field.getAttribute("aria-invalid")) ?? fields.find((field) => !field.value) ?? fields[0])
}

for (const form of document.querySelectorAll("[data-keying]")) start(form)
