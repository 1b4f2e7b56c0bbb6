// What the form of a sheet says right now. In: the form's own controls, the only truth. Out: plain values.
// Knows no storage and no network, and changes nothing.

export const indicators = (form) => [...form.querySelectorAll("[data-code]")]

export const scoreOf = (fieldset) => {
  const input = fieldset.querySelector(".level :checked, .number-score input")
  return input && input.value !== "" ? Number(input.value) : null
}

export const markOf = (fieldset) => ({
  code: fieldset.dataset.code,
  score: scoreOf(fieldset),
  evidence: [...fieldset.querySelectorAll(".tick :checked")].map((tick) => tick.value),
  note: fieldset.querySelector("textarea").value,
})

// The next empty indicator below `after`, or else the first one from the top; null when the sheet is full.
export const nextEmpty = (all, after) => {
  const start = all.findIndex((fieldset) => fieldset.dataset.code === after) + 1
  const inOrder = [...all.slice(start), ...all.slice(0, start)]
  return inOrder.find((fieldset) => scoreOf(fieldset) === null)?.dataset.code ?? null
}

// Points of one aspect on the 0-100 scale as text, "24,60"; whole numbers until the last step, so no half is lost.
export const pointsOf = (fieldsets, highest) => {
  const sum = fieldsets.reduce((total, fieldset) => total + Number(fieldset.dataset.weight) * (scoreOf(fieldset) ?? 0), 0)
  const hundredths = Math.floor((200 * sum + highest) / (2 * highest))
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, "0")}`
}
