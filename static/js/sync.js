// Sends what waits, one batch at a time, until the server has named a receipt for each entry. In: a queue.
// Out: "change" events of its own: connected, needsPin, other device, refused. Tries again by itself for ever.

const FIRST_WAIT = 1000
const LONGEST_WAIT = 30_000
const IDLE_WAIT = 20_000 // with nothing to send: is the server there, does another tablet of this judge speak
const PATIENCE = 15_000
const MOST = 20

export const post = (address, body) =>
  fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Juara": "tablet" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  })

export class Sender extends EventTarget {
  constructor(queue, addresses) {
    super()
    this.queue = queue
    this.addresses = addresses
    const begin = { needsPin: false, otherJudge: false, otherDevice: "", refused: "", archived: false }
    Object.assign(this, { connected: navigator.onLine, most: MOST, ...begin })
    this.failures = 0
    this.busy = false
    this.again = false
    this.pins = 0 // how often the PIN was given on this page; each began another session on the server
  }

  start() {
    window.addEventListener("online", () => this.back())
    window.addEventListener("focus", () => this.soon(0))
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.soon(0))
    window.addEventListener("offline", () => this.lost())
    this.soon(0)
  }

  soon(wait) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), wait)
  }

  async flush() {
    if (this.busy) {
      this.again = true
      return
    }
    if (this.queue.passive || this.needsPin) return
    this.busy = true
    this.again = false
    try {
      await this.exchange()
    } finally {
      this.busy = false
    }
    const more = this.again || (this.connected && (await this.queue.batch(1)).length > 0)
    this.soon(more ? 0 : this.nextWait())
  }

  nextWait() {
    if (this.connected) return IDLE_WAIT
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(this.failures, 5))
    return wait * (0.75 + Math.random() / 2)
  }

  async exchange() {
    const batch = await this.queue.batch(this.most)
    const entries = batch.map(([record, entry]) => ({ sheet: record.sheet, ...entry }))
    const { event } = this.queue.who
    const unsent = this.queue.waiting().length - batch.length // beyond this batch: what the panitia should know of
    const { pins } = this
    let reply
    try {
      const response = await post(this.addresses.send, { device: navigator.userAgent.slice(0, 60), event, entries, unsent })
      if (response.status === 401) return this.ended(pins)
      if (response.status === 413 && this.most > 1) return this.sendFewer()
      reply = await response.json()
      if (response.status === 409) return this.set({ connected: true, refused: "other_event" })
      if (!response.ok) throw new Error(String(response.status))
    } catch {
      return this.lost() // unknown whether it arrived: the same entries go again
    }
    await this.received(batch, reply)
  }

  async received(batch, reply) {
    if (reply.judge !== this.queue.who.judge) return this.set({ connected: true, needsPin: true, otherJudge: true })
    const restored = await this.queue.meetEpoch(reply.epoch)
    for (const [record, entry] of batch) {
      const answer = reply.answers.find((one) => one.id === entry.id && one.sheet === record.sheet)
      if (restored && answer?.word === "conflict") await this.queue.askAnew(record, entry)
      else if (answer) await this.queue.take(record, entry, answer, reply.epoch)
    }
    this.failures = 0
    this.set({ connected: true, refused: "", otherDevice: reply.other_device, archived: reply.archived })
  }

  // A session that ended because the PIN was given meanwhile is none to ask the PIN for.
  ended(pins) {
    if (pins === this.pins) return this.set({ connected: true, needsPin: true, otherJudge: false })
    this.again = true
  }

  sendFewer() {
    this.most = Math.ceil(this.most / 2)
    this.again = true
  }

  // The line is back, but often not yet for the very first request: short waits again, from the beginning.
  back() {
    this.failures = 0
    this.soon(0)
  }

  lost() {
    this.failures += 1
    this.set({ connected: false })
  }

  unlocked() {
    this.pins += 1
    this.set({ needsPin: false })
    this.soon(0)
  }

  set(changes) {
    Object.assign(this, changes)
    this.dispatchEvent(new Event("change"))
  }
}
