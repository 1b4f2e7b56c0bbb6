// The rescue file: what waits on this device, each entry sealed, to be brought in by the panitia with a reason.
// In: a queue. Out: a download. The seal's key is known to the server and to this judge's own pages.

import { canonical } from "./record.js"
import { sealed } from "./seal.js"

// What has not been on its way yet builds on the entry before it, as it would when sent from here.
const withBases = (record) => {
  let base = record.base
  return record.entries.map((entry) => {
    const based = { sheet: record.sheet, ...entry, based_on: entry.based_on ?? base }
    base = based.based_on + 1
    return based
  })
}

const sealedEntry = (who, entry) => {
  const text = canonical(entry)
  return { text, seal: sealed(who.seal, text) }
}

export const rescueFile = (queue) => {
  const { who } = queue
  const entries = queue.waiting().flatMap(withBases).map((entry) => sealedEntry(who, entry))
  return { format: "juara-penyelamat-1", event: who.event, judge: who.judge, device: navigator.userAgent.slice(0, 60), entries }
}

export const downloadRescue = (queue) => {
  const file = new Blob([JSON.stringify(rescueFile(queue))], { type: "application/json" })
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = `penyelamat-${queue.who.judge}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
