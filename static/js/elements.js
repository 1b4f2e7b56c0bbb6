// Small pieces of page made by script, in the markup that the templates use. In: plain values. Out: elements.

export const element = (tag, properties = {}, children = []) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

const SHAPES = { ready: "up", sent: "ok", held: "device", locked: "lock", unsaved: "bang", warn: "bang" }
const SVG = "http://www.w3.org/2000/svg"

export const icon = (name) => {
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("class", "icon")
  svg.setAttribute("aria-hidden", "true")
  const use = document.createElementNS(SVG, "use")
  use.setAttribute("href", `#i-${name}`)
  svg.append(use)
  return svg
}

// A state as components/state.html draws it: shape, word, colour.
export const stateBadge = (kind, text, more = "") => {
  const shape = element("span", { className: "shape", ariaHidden: "true" }, SHAPES[kind] ? [icon(SHAPES[kind])] : [])
  const words = element("span", { textContent: text })
  if (more) words.append(element("span", { className: "more", textContent: more }))
  return element("span", { className: `state ${kind}` }, [shape, words])
}

export const button = (text, kind, act) => {
  const made = element("button", { type: "button", className: `button ${kind}`, textContent: text })
  made.addEventListener("click", act)
  return made
}

// A question over the page, with the markup of components/dialog.html. Closed by one of its buttons or by Esc.
export const ask = (title, facts, answers, className = "") => {
  const heading = element("h2", { textContent: title })
  const dialog = element("dialog", { className: `ask ${className}`, ariaLabel: title }, [heading, ...facts])
  const close = (act) => () => {
    dialog.close()
    act()
  }
  const buttons = answers.map(([text, kind, act]) => button(text, `big ${kind}`, close(act)))
  dialog.append(element("div", { className: "answers" }, buttons))
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

export const inset = (kind, title, children = []) =>
  element("div", { className: `notice inset ${kind}` }, [element("p", { className: "strong", textContent: title }), ...children])
