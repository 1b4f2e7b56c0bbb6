// What waits on this device for one judge of one event. In: marks, and answers of the server. Out: "change" events.
// The memory of the open page is the truth while it is open; the store is its durable copy, one record per sheet.
// A record is shown as kept only after the store's own "complete"; until then, and when it fails, it is "unsaved".

import { applyAnswer, keepDraft, newRecord, nextToSend, offerAgain, renew, TAKEN, waits } from "./record.js"
import { DAY } from "./store.js"

export class Queue extends EventTarget {
  // who: {event, judge, name, seal}
  constructor(store, who) {
    super()
    this.store = store
    this.who = who
    this.prefix = `${who.event}/${who.judge}/`
    this.records = new Map()
    this.unsaved = new Map() // key -> codes of the indicators whose newest marks are not yet kept anywhere
    this.writing = new Map() // key -> how many writes are on their way
    this.failed = new Set() // keys the device would not keep, and the server does not have
    this.passive = false // another window of this judge took over
    this.left = false // this judge left the tablet: nothing more of theirs is kept
  }

  async load() {
    for (const record of await this.store.all("records")) {
      if (record.key.startsWith(this.prefix)) this.records.set(record.key, record)
    }
    this.askAgain()
    const others = (row) => !row.key.startsWith(this.prefix)
    this.store.removeWhere("pages", others).catch(() => {})
    this.store.removeWhere("records", (row) => others(row) && !waits(row)).catch(() => {})
    this.store.removeWhere("sent", (row) => Math.abs(Date.now() - row.at) > DAY).catch(() => {})
  }

  get(sheet) {
    return this.records.get(this.prefix + sheet)
  }

  // The record of a sheet just shown. What waits on the device is newer than what the page came with.
  open(about, version, content, state) {
    const known = this.get(about.sheet)
    if (known && (waits(known) || known.stopped || known.base > version)) return Object.assign(known, about)
    const key = this.prefix + about.sheet
    const { event, judge, name } = this.who
    const record = newRecord({ key, event, judge, name, ...about }, version, content, state)
    this.records.set(key, record)
    return record
  }

  waiting() {
    return [...this.records.values()].filter(waits)
  }

  keep(sheet, content, codes) {
    const record = this.get(sheet)
    this.unsaved.set(record.key, new Set([...(this.unsaved.get(record.key) ?? []), ...codes]))
    return this.change(record, (changed) => keepDraft(changed, content))
  }

  // Change a record, and have the device keep it. Resolves to whether it did.
  async change(record, how) {
    how(record)
    if (this.passive) return false
    return this.persist(record)
  }

  async persist(record) {
    const { key } = record
    this.writing.set(key, (this.writing.get(key) ?? 0) + 1)
    const put = this.store.put("records", structuredClone(record)) // first of all: drawing can wait
    this.tell()
    const kept = await put.then(() => true, () => false)
    this.writing.set(key, this.writing.get(key) - 1)
    if (kept && this.writing.get(key) === 0) this.safe(key)
    if (!kept && waits(record)) this.failed.add(key)
    this.tell()
    return kept
  }

  safe(key) {
    this.unsaved.delete(key)
    this.failed.delete(key)
  }

  // A sheet that was closed to this judge may be open again: somebody who was late has come, a peserta is back.
  askAgain() {
    for (const record of this.records.values()) if (record.stopped?.word === "forbidden") record.stopped = null
  }

  async tryAgain() {
    await Promise.all([...this.failed].map((key) => this.persist(this.records.get(key))))
  }

  // The first waiting entry of each sheet, fixed and kept as such before it leaves.
  async batch(most) {
    const records = this.waiting().filter((record) => nextToSend(record)).slice(0, most)
    await Promise.all(records.map((record) => this.persist(record)))
    return records.map((record) => [record, record.entries[0]])
  }

  async take(record, entry, answer, epoch) {
    applyAnswer(record, answer)
    if (TAKEN.includes(answer.word)) {
      const { key, sheet, title, indicators } = record
      const row = { id: entry.id, key, about: { sheet, title, indicators }, entry, version: answer.version, epoch, at: Date.now() }
      await this.store.put("sent", row).catch(() => {})
      if (!waits(record)) this.safe(record.key) // on the server, whatever the device could keep
    }
    await this.persist(record)
  }

  // Another epoch: the server was restored from a copy, and may lack what it took since. Resolves to whether it is so.
  async meetEpoch(epoch) {
    const key = `epoch/${this.prefix}` // each judge's own: one who comes later has not met it yet
    const known = await this.store.get("facts", key).catch(() => undefined)
    if (known?.epoch === epoch) return false
    if (known) await this.offerAll()
    await this.store.put("facts", { key, epoch }).catch(() => {})
    return Boolean(known)
  }

  async offerAll() {
    const sent = (await this.store.all("sent")).filter((row) => row.key.startsWith(this.prefix))
    sent.sort((a, b) => a.version - b.version)
    for (const { key, about, entry } of [...sent].reverse()) {
      const { scores, ticks, notes } = entry // the newest first: it is what the judge last gave
      if (about && !this.records.has(key)) this.open(about, entry.based_on, { scores, ticks, notes }, "open")
    }
    for (const record of this.records.values()) {
      const own = sent.filter((row) => row.key === record.key)
      if (own.length === 0) continue
      offerAgain(record, own.map((row) => row.entry))
      await this.persist(record)
    }
  }

  // A clash with a server that had just been put back is none: the same marks go once more, behind what it lacks.
  async askAnew(record, entry) {
    renew(entry)
    await this.persist(record)
  }

  async keepPage(row) {
    if (!this.left) await this.store.put("pages", row)
  }

  // Nothing of this judge stays but what still waits: after handing the tablet over, and after archiving.
  async forget() {
    this.left = true // a page still on its way must not come after
    const mine = (row) => row.key.startsWith(this.prefix)
    await this.store.removeWhere("records", (row) => mine(row) && !waits(row)).catch(() => {})
    await this.store.removeWhere("pages", mine).catch(() => {})
  }

  async forgetSent() {
    await this.store.removeWhere("sent", (row) => row.key.startsWith(this.prefix)).catch(() => {})
  }

  tell() {
    this.dispatchEvent(new Event("change"))
  }
}
