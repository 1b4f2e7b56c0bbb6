// Covers the page and keeps its form: after fifteen idle minutes, when the session has ended, or when the same judge
// opened another window. In: the tablet. Out: a dialog over everything, gone once the PIN was right.
// Without a connection no PIN can be checked; the judge may then go on, and is asked as soon as there is one.

import { button, element } from "./elements.js"
import { layOver } from "./pin.js"
import { post } from "./sync.js"
import { say } from "./words.js"

const IDLE = 15 * 60 * 1000
const LAST = "juara-terakhir" // when somebody last touched this tablet; survives a reload

const pinForm = (tablet, opened, askCard) => {
  const field = element("input", { type: "password", inputMode: "numeric", maxLength: 6, autocomplete: "off", className: "code" })
  field.setAttribute("aria-label", say("PIN 6 angka"))
  const card = element("input", { type: "text", autocomplete: "off", className: "code" })
  const cardRow = element("label", { className: "field", hidden: !askCard }, [say("Kode kartu"), card])
  const problem = element("p", { className: "problem", role: "alert" })
  const pin = element("div", { className: "pin" }, [field])
  const enter = element("button", { type: "submit", className: "button", textContent: say("Buka") })
  const form = element("form", { className: "stack" }, [cardRow, problem, pin, enter])
  layOver(pin, enter)
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const answer = await unlock(tablet, field.value, card.value)
    problem.textContent = answer.message ?? ""
    if (answer.needsCard) cardRow.hidden = false
    if (answer.open) opened(answer)
    field.value = ""
    field.dispatchEvent(new Event("input"))
    field.focus()
  })
  return form
}

const unlock = async ({ queue, sender, addresses }, pin, card) => {
  try {
    const response = await post(addresses.unlock, card ? { pin, card_code: card } : { pin })
    const answer = await response.json()
    if (!response.ok) return { message: answer.message, needsCard: answer.needs_card }
    if (answer.judge !== queue.who.judge || answer.event !== queue.who.event) return { open: true, other: true }
    return { open: true }
  } catch {
    sender.lost() // the judge may go on without it
    return { message: say("Sambungan terputus, PIN belum dapat diperiksa. Coba lagi.") }
  }
}

const show = (tablet, title, text, children) => {
  const dialog = element("dialog", { className: "cover", ariaLabel: title })
  const who = element("p", { className: "strong", textContent: `${tablet.queue.who.name} · ${tablet.queue.who.judge}` })
  dialog.append(element("div", { className: "middle stack" }, [element("h2", { textContent: title }), who, element("p", { textContent: text }), ...children]))
  dialog.addEventListener("cancel", (event) => event.preventDefault())
  dialog.addEventListener("close", () => dialog.remove())
  document.documentElement.append(dialog) // beside the body, which changes from page to page below the cover
  dialog.showModal()
  return dialog
}

export class Cover {
  constructor(tablet) {
    this.tablet = tablet
    this.dialog = null
    this.owed = false // opened without a connection: the PIN is asked for when there is one
    this.locked = Date.now() - Number(localStorage.getItem(LAST) ?? Date.now()) > IDLE
  }

  start() {
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => this.touched(), { passive: true })
    setInterval(() => this.look(), 5000)
    document.addEventListener("visibilitychange", () => this.look())
    this.tablet.sender.addEventListener("change", () => this.look())
    if (!this.locked) this.touched()
    this.look()
  }

  touched() {
    if (!this.dialog) localStorage.setItem(LAST, String(Date.now()))
  }

  look() {
    const idle = Date.now() - Number(localStorage.getItem(LAST)) > IDLE
    if (this.dialog || this.tablet.queue.passive) return
    const { needsPin, connected } = this.tablet.sender
    if ((needsPin || this.owed) && connected) this.ask(say("Masukkan PIN lagi"), say("Semua isian tetap ada di perangkat ini dan terkirim sesudah PIN dimasukkan."))
    else if (idle) this.ask(say("Layar terkunci"), say("Tablet ini tidak dipakai 15 menit. Isian tetap ada; masukkan PIN untuk melanjutkan."))
  }

  ask(title, text) {
    const { sender } = this.tablet
    const opened = (answer) => {
      if (answer.other) return window.location.assign(this.tablet.addresses.list) // another judge's card: that judge's list, never these
      this.open(false)
      sender.unlocked()
    }
    const goOn = button(say("Tanpa sambungan: lanjut menilai"), "line", () => this.open(true))
    const draw = () => {
      goOn.hidden = sender.connected
    }
    draw()
    sender.addEventListener("change", draw)
    this.dialog = show(this.tablet, title, text, [pinForm(this.tablet, opened, sender.otherJudge), goOn])
  }

  open(owed) {
    this.owed = owed
    this.dialog.close()
    this.dialog = null
    this.touched()
    if (owed) this.tablet.sender.unlocked() // it goes on trying; the server asks again
  }
}

// One window per judge and device: the newest one writes, the others wait behind a cover.
export const claimWindow = (tablet) => {
  const channel = new BroadcastChannel("juara")
  const { prefix } = tablet.queue
  channel.addEventListener("message", ({ data }) => {
    if (data !== prefix || tablet.queue.passive) return
    tablet.queue.passive = true
    const here = button(say("Pakai jendela ini"), "big", () => window.location.reload())
    show(tablet, say("Terbuka di jendela lain"), say("Lembar Bapak/Ibu sedang dipakai di jendela lain pada perangkat ini. Semua isian tersimpan."), [here])
  })
  channel.postMessage(prefix)
}
