// The rubric's draft: sums while weights are typed, and nothing typed is lost between two pages.
// In: form[data-rubric], whose value is the mark of what is stored. Out: the same form; without script "Hitung" does the sums.

const form = document.querySelector("form[data-rubric]")
const key = `juara-rubrik:${window.location.pathname}`
const weights = [...form.querySelectorAll("[data-weight]")]
const folds = [...form.querySelectorAll("details")]
const FULL = 100

const sumOf = (inputs) => inputs.reduce((sum, input) => sum + (/^\s*\d{1,9}\s*$/.test(input.value) ? Number(input.value) : 0), 0)

const draw = () => {
  const total = sumOf(weights)
  const rest = form.querySelector("[data-rest]")
  const { exact, short, over } = rest.dataset
  rest.textContent = total === FULL ? exact : (total < FULL ? short : over).replace("{n}", Math.abs(FULL - total))
  form.querySelector("[data-total]").textContent = total
  form.querySelector("[data-total-line]").classList.toggle("off", total !== FULL)
  for (const place of form.querySelectorAll("[data-sum]")) place.textContent = sumOf(weights.filter((one) => one.dataset.weight === place.dataset.sum))
}

// What is typed, which folds are open and how far down, for the page that comes next.
const keep = () => {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token" && name !== "do")
  const open = folds.map((one) => one.open)
  window.sessionStorage.setItem(key, JSON.stringify({ mark: form.dataset.rubric, fields, open, down: window.scrollY }))
}

const unsaved = () => {
  form.querySelector("[data-saved]").hidden = true
  form.querySelector("[data-unsaved]").hidden = false
}

const plain = (text) => text.replaceAll("\r\n", "\n").trim()
const controlOf = (name) => form.elements.namedItem(name)

// Typed on what is stored still: the saving never arrived.
const rescue = (kept) => {
  const lost = kept.fields.filter(([name, value]) => controlOf(name) && controlOf(name).value.trim() !== plain(value))
  for (const [name, value] of lost) controlOf(name).value = plain(value)
  if (!lost.length) return
  document.querySelector("[data-rescued]").hidden = false
  unsaved()
}

const restore = (kept) => {
  if (kept.mark === form.dataset.rubric) rescue(kept)
  if (kept.open.length === folds.length) folds.forEach((one, place) => (one.open ||= kept.open[place]))
  if (!window.location.hash) window.scrollTo({ top: kept.down, behavior: "instant" })
}

const kept = window.sessionStorage.getItem(key)
if (kept) restore(JSON.parse(kept))
form.querySelector("[data-count]").hidden = true
form.addEventListener("input", () => {
  unsaved()
  draw()
})
form.addEventListener("change", keep)
form.addEventListener("submit", keep)
draw()
