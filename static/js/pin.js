// Six boxes and a pad of keys over a real password field, for fingers. In: the field of [data-pin].
// Out: the same field, filled; the form is sent as it would be without this.

import { element } from "./elements.js"
import { say } from "./words.js"

const LENGTH = 6

const keysOver = (pin) => {
  const input = pin.querySelector("input")
  const boxes = element("div", { className: "boxes", ariaHidden: "true" }, Array.from({ length: LENGTH }, () => element("span", {})))
  const over = element("div", { className: "over" }, [boxes])
  input.before(over)
  over.append(input)
  pin.classList.add("padded")

  const draw = () => {
    const filled = input.value.length
    ;[...boxes.children].forEach((box, place) => {
      box.className = place < filled ? "filled" : place === filled ? "next" : ""
    })
  }

  const press = (key) => {
    input.value = key === "erase" ? input.value.slice(0, -1) : (input.value + key).slice(0, LENGTH)
    draw()
  }

  const keyButton = (key, text) => {
    const button = element("button", { type: "button", className: `button${key === "erase" ? " word" : ""}`, textContent: text })
    button.addEventListener("click", () => press(key))
    return button
  }

  input.addEventListener("input", draw)
  draw()
  return [...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => keyButton(String(digit), String(digit))), keyButton("erase", say("Hapus")), keyButton("0", "0")]
}

// The pad stands where the button stood, and holds it as its last key.
export const layOver = (pin, submit) => {
  const pad = element("div", { className: "pad" }, keysOver(pin))
  submit.classList.remove("whole", "big")
  submit.classList.add("go", "word")
  submit.before(pad)
  pad.append(submit)
}
