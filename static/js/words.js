// What scripts tell the reader: in Indonesian as it stands in them; in another language the server put its own there.
// In: a sentence, or its forms for one and for many, and its {values}. Out: the same filled in; `n` decides the form.

export const say = (sentence, values = {}) => {
  const form = Array.isArray(sentence) ? sentence[values.n === 1 ? 0 : sentence.length - 1] : sentence
  return form.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place)
}
