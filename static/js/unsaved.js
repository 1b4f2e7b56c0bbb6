// Asks before typed words are left behind. In: forms with the foot of a set-up page. Out: the browser's own question.

for (const form of document.querySelectorAll("form:has(.set-up-foot)")) {
  let changed = form.querySelector("[role=alert]") !== null // refused: what stands there is stored nowhere
  form.addEventListener("input", () => { changed = true })
  form.addEventListener("submit", () => { changed = false })
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault() })
}
