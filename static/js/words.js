// What scripts tell the reader: in Indonesian as it stands in them, or as the server put it into the page.
// In: a sentence and its {values}. Out: the same, or its translation, filled in. Where one and many differ, `n` decides.

const WORDS = JSON.parse(document.getElementById("words")?.textContent ?? "{}")

export const say = (sentence, values = {}) => {
  const said = WORDS[sentence] ?? sentence
  const form = Array.isArray(said) ? said[values.n === 1 ? 0 : said.length - 1] : said
  return form.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place)
}
