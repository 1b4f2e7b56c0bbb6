// The tablet's own memory: what is not yet on the server, what was sent in the last day, pages for a lost connection.
// In: plain objects. Out: promises that resolve only once the device itself has kept the change.
// A newer version of the app only ever adds stores: what waits in an older one stays where it is.

import { openDB } from "../vendor/idb/idb.js"

export const DATABASE = "juara"
const VERSION = 2 // 1 had only "records"
const STORES = {
  records: { keyPath: "key" }, // one per sheet: what this device knows of it, and its entries that wait
  sent: { keyPath: "id" }, // entries the server has taken, kept for a day in case it is restored from a copy
  pages: { keyPath: "key" }, // own pages as the server drew them, without marks of anybody else
  facts: { keyPath: "key" }, // the server's epoch, whose tablet this is
}
export const DAY = 24 * 60 * 60 * 1000

export const openStore = async () => {
  const database = await openDB(DATABASE, VERSION, {
    upgrade: (upgraded) => {
      for (const [name, options] of Object.entries(STORES)) {
        if (!upgraded.objectStoreNames.contains(name)) upgraded.createObjectStore(name, options)
      }
    },
    blocking: () => database.close(), // another window opened a newer version
  })
  return {
    all: (store) => database.getAll(store),
    get: (store, key) => database.get(store, key),
    put: (store, value) => kept(database, store, (open) => open.put(value)),
    remove: (store, key) => kept(database, store, (open) => open.delete(key)),
    removeWhere: (store, test) => removeWhere(database, store, test),
  }
}

// "complete" of a strict transaction is the only moment at which the device has promised to keep it.
const kept = async (database, store, change) => {
  const transaction = database.transaction(store, "readwrite", { durability: "strict" })
  const done = transaction.done
  done.catch(() => {}) // told below, unless the change itself fails first
  const changed = change(transaction.objectStore(store))
  transaction.commit?.() // at once: left to itself it waits for the answer to come through a page that is drawing
  await changed
  await done
}

const removeWhere = async (database, store, test) => {
  const transaction = database.transaction(store, "readwrite", { durability: "strict" })
  for await (const row of transaction.objectStore(store)) if (test(row.value)) row.delete()
  await transaction.done
}

// Where the device keeps nothing at all (storage switched off): everything fails, and the page says so.
export const noStore = () => {
  const refuse = async () => {
    throw new Error("no storage")
  }
  return { all: async () => [], get: async () => undefined, put: refuse, remove: refuse, removeWhere: refuse }
}
