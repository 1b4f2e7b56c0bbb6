// Takes back the last tap on a level or a tick. In: the form before each change. Out: the form as it was, and a
// "change" event, so that whoever keeps the marks sees an undo as one more mark.

export const watchForUndo = (form, button) => {
  const taps = []
  const known = new Map()
  const key = (input) => (input.type === "radio" ? input.name : input)
  const valueOf = (input) => (input.type === "radio" ? form.elements[input.name].value : input.checked)
  const inputs = () => form.querySelectorAll(".level input, .tick input")

  const restore = (input, before) => {
    if (input.type === "checkbox") input.checked = before
    else for (const radio of form.querySelectorAll(`[name="${input.name}"]`)) radio.checked = radio.value === before
  }

  for (const input of inputs()) known.set(key(input), valueOf(input))

  form.addEventListener("change", (event) => {
    const input = event.target
    if (!known.has(key(input)) || event.detail === "undo") return
    taps.push({ input, before: known.get(key(input)) })
    known.set(key(input), valueOf(input))
    button.hidden = false
  })

  button.addEventListener("click", () => {
    const { input, before } = taps.pop()
    restore(input, before)
    known.set(key(input), before)
    button.hidden = taps.length === 0
    input.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "undo" }))
    input.closest("[data-code]").scrollIntoView({ block: "nearest" })
  })
}
