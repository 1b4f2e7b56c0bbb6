// What the form of a sheet says right now. In: the form's own controls, the only truth. Out: plain values.
// Scores are whole units of the scale, as the server counts them: 8,5 on a scale with one decimal is 85.

// A sheet's number, or "latihan-3" for a calibration's: what the server calls it.
export const keyOf = (form) => Number(form.dataset.sheet) || form.dataset.sheet

export const indicators = (form) => [...form.querySelectorAll("[data-code]")]

const decimals = (form) => Number(form.dataset.decimals)
const inUnits = (form, text) => Math.round(Number(text.replace(",", ".")) * 10 ** decimals(form))
export const showScore = (form, units) => (units / 10 ** decimals(form)).toFixed(decimals(form)).replace(".", ",")

const numberField = (fieldset) => fieldset.querySelector(".number-score input")

export const isWrong = (fieldset) => numberField(fieldset)?.validity.valid === false

export const scoreOf = (fieldset) => {
  const input = fieldset.querySelector(".level :checked") ?? numberField(fieldset)
  return input && input.value !== "" && !isWrong(fieldset) ? inUnits(fieldset.form, input.value) : null
}

const GIVEN = ".level :checked, .tick :checked, .number-score input, .note textarea"

// Asked once for the whole form: this stands between a tap and its being kept.
export const contentOf = (form) => {
  const content = { scores: {}, ticks: {}, notes: {} }
  for (const control of form.querySelectorAll(GIVEN)) {
    const { name, value } = control
    const [kind, code] = name.split(/-(.*)/) // a code may hold a hyphen itself
    if (kind === "evidence") (content.ticks[code] ??= []).push(Number(value))
    else if (kind === "note" && value.trim()) content.notes[code] = value
    else if (kind === "score" && value !== "" && control.validity.valid) content.scores[code] = inUnits(form, value)
  }
  return content
}

export const applyContent = (form, content) => {
  for (const fieldset of indicators(form)) {
    const { code } = fieldset.dataset
    const score = content.scores[code]
    for (const radio of fieldset.querySelectorAll(".level input")) radio.checked = inUnits(form, radio.value) === score
    const field = numberField(fieldset)
    if (field) field.value = score === undefined ? "" : showScore(form, score).replace(",", ".")
    for (const tick of fieldset.querySelectorAll(".tick input")) tick.checked = (content.ticks[code] ?? []).includes(Number(tick.value))
    const note = fieldset.querySelector("textarea")
    note.value = content.notes[code] ?? ""
    if (note.value) note.closest("details").open = true
  }
}

// The next empty indicator below `after`, or else the first one from the top; null when the sheet is full.
export const nextEmpty = (all, after) => {
  const start = all.findIndex((fieldset) => fieldset.dataset.code === after) + 1
  const inOrder = [...all.slice(start), ...all.slice(0, start)]
  return inOrder.find((fieldset) => scoreOf(fieldset) === null)?.dataset.code ?? null
}

// Points on the 0-100 scale as text, "24,60"; whole numbers until the last step, so no half is lost.
export const pointsOf = (fieldsets, form) => {
  const highest = Number(form.dataset.highest)
  const sum = fieldsets.reduce((total, fieldset) => total + Number(fieldset.dataset.weight) * (scoreOf(fieldset) ?? 0), 0)
  const hundredths = Math.floor((200 * sum + highest) / (2 * highest))
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, "0")}`
}
