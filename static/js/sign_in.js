// The judge's door: takes the card's secret out of the address, and tells whose sheets still wait on this tablet.
// In: the fragment that the QR brought, the store. Out: a filled hidden field; never a request with the secret in it.

import { element, inset } from "./elements.js"
import { layOver } from "./pin.js"
import { waits } from "./record.js"
import { say } from "./words.js"

const readCard = (form) => {
  const secret = window.location.hash.slice(1)
  if (!/^[0-9a-f]{32}$/.test(secret)) return
  form.elements.card_secret.value = secret
  window.history.replaceState(null, "", window.location.pathname)
  const code = form.elements.card_code
  code.value = ""
  code.closest(".field").hidden = true
  document.querySelector("[data-card-words]").textContent = say("Kartu terbaca. Masukkan PIN dari sobekannya.")
  form.elements.pin.focus()
}

const tellWaiting = async (store) => {
  const counts = new Map()
  for (const record of (await store.all("records")).filter(waits)) counts.set(record.name, (counts.get(record.name) ?? 0) + 1)
  if (counts.size === 0) return
  const lines = [...counts].map(([name, count]) => element("p", { textContent: say("{n} lembar {name} belum terkirim di tablet ini.", { n: count, name }) }))
  const place = document.querySelector("[data-waiting]")
  place.replaceChildren(inset("warn", say("Belum terkirim"), [...lines, element("p", { textContent: say("Lembar itu terkirim bila juri yang sama masuk lagi di sini.") })]))
}

export const startSignIn = (store) => {
  const form = document.querySelector("[data-sign-in]")
  for (const pin of form.querySelectorAll("[data-pin]")) layOver(pin, form.querySelector("button[type=submit]"))
  readCard(form)
  tellWaiting(store).catch(() => {})
}
