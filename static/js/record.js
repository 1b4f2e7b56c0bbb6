// What a tablet holds of one sheet, and how it changes. Pure: a record and a happening in, the same record changed.
//
// record: key, event, judge, name (the judge's), sheet, title (the participant's), indicators,
//   base      the server's version this device builds on
//   content   scores, ticks, notes as they stand on this device, the newest there is
//   entries   what waits, oldest first; one that was ever on its way is never changed again, so that the server can
//             recognise it: {id, kind, scores, ticks, notes, reason, based_on}, based_on null until it is on its way
//   state     the last state the server is known to have: "open" or "submitted"
//   clash     another version of the judge's own on the server: {version, own}; nothing is sent until the judge chose
//   stopped   why the first entry cannot go on: {word, problems}
//   closed    true once the server said that judging of this sheet is over

const TOOK_OTHER = "Ada dua isian; juri memilih isian di perangkat ini."

export const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")

export const newRecord = (about, base, content, state) => ({
  ...about, base, content, state, entries: [], clash: null, stopped: null, closed: false,
})

export const waits = (record) => record.entries.length > 0 || record.clash !== null
export const isSending = (record) => record.entries.some((entry) => entry.kind === "submit")

const newEntry = (kind, content, reason = "") => ({ id: newId(), kind, ...content, reason, based_on: null })

// The newest draft takes the place of one that never left; nothing else is ever replaced.
export const keepDraft = (record, content) => {
  record.content = content
  if (record.clash) return record
  if (record.stopped?.word === "invalid") {
    record.entries = []
    record.stopped = null
  }
  const last = record.entries.at(-1)
  if (last?.kind === "draft" && last.based_on === null) record.entries.pop()
  record.entries.push(newEntry("draft", content))
  return record
}

export const submit = (record) => {
  const last = record.entries.at(-1)
  if (last?.kind === "draft" && last.based_on === null) record.entries.pop()
  record.entries.push(newEntry("submit", record.content))
  return record
}

export const isTakingBack = (record) => record.entries.some((entry) => entry.kind === "take_back")

export const takeBack = (record, reason) => {
  if (!isTakingBack(record)) record.entries.push(newEntry("take_back", record.content, reason))
  return record
}

// Only a sending that never left can be called off here; afterwards it is "Tarik kembali".
export const canCallOff = (record) => record.entries.at(-1)?.kind === "submit" && record.entries.at(-1).based_on === null

export const callOff = (record) => {
  record.entries.pop()
  return keepDraft(record, record.content)
}

// The entry that may go now, fixed to the version it builds on; undefined when nothing may.
export const nextToSend = (record) => {
  const first = record.entries[0]
  if (!first || record.clash || record.stopped) return undefined
  first.based_on ??= record.base
  return first
}

export const TAKEN = ["saved", "already_saved", "late"]

// What the server's answer to the first entry makes of the record. Only a receipt for that very entry forgets it.
export const applyAnswer = (record, answer) => {
  const first = record.entries[0]
  if (first?.id !== answer.id) return record
  if (TAKEN.includes(answer.word) && answer.receipt) {
    record.entries.shift()
    if (answer.word === "late") return Object.assign(record, { closed: true })
    Object.assign(record, { base: answer.version, state: first.kind === "submit" ? "submitted" : "open" })
  } else if (answer.word === "conflict") {
    clash(record, answer)
  } else if (answer.word === "invalid" && first.kind !== "draft") {
    record.entries = first.kind === "submit" ? [newEntry("draft", record.content)] : [] // what is missing can still be kept
    record.problems = answer.problems
  } else {
    record.stopped = { word: answer.word, problems: answer.problems ?? [] }
  }
  return record
}

const clash = (record, answer) => {
  const theirs = { scores: answer.own.scores, ticks: answer.own.ticks, notes: answer.own.notes }
  record.clash = { version: answer.version, own: answer.own, kind: record.entries.at(-1).kind }
  const same = canonical(theirs) === canonical(tidy(record.content))
  if (record.clash.kind === "take_back") takeTheirs(record) // another tablet of the judge was first
  else if (same && (record.clash.kind === "draft") === (answer.own.state !== "submitted")) takeTheirs(record)
}

// The server's version is the one; this device's was kept there beside it.
export const takeTheirs = (record) => {
  const { version, own } = record.clash
  record.content = { scores: own.scores, ticks: own.ticks, notes: own.notes }
  return afterClash(record, version, own, [])
}

// This device's version is the one; it goes as a new entry on top of the server's.
export const takeMine = (record) => {
  const { version, own, kind } = record.clash
  const reopen = own.state === "submitted" ? [newEntry("take_back", record.content, TOOK_OTHER)] : []
  return afterClash(record, version, own, [...reopen, newEntry(kind === "submit" ? "submit" : "draft", record.content)])
}

const afterClash = (record, version, own, entries) => {
  record.base = version
  record.state = own.state === "submitted" ? "submitted" : "open"
  record.entries = entries
  record.clash = null
  return record
}

// The same marks under an id that no server has answered yet.
export const renew = (entry) => Object.assign(entry, { id: newId(), based_on: null })

// A restored server: what it took before is offered again, in the order in which it was taken.
export const offerAgain = (record, sent) => {
  const known = new Set(record.entries.map((entry) => entry.id))
  record.entries.unshift(...sent.filter((entry) => !known.has(entry.id)))
  record.stopped = null
  return record
}

// Content as the server stores it: no empty lists, no blank notes, ticks in order.
export const tidy = (content) => ({
  scores: content.scores,
  ticks: Object.fromEntries(Object.entries(content.ticks).filter(([, seen]) => seen.length).map(([code, seen]) => [code, [...seen].sort((a, b) => a - b)])),
  notes: Object.fromEntries(Object.entries(content.notes).map(([code, text]) => [code, text.trim()]).filter(([, text]) => text)),
})

// The one text of a value: keys in order.
export const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`
}
