// Moves between a judge's pages inside one open page, so that the next sheet opens without a connection too.
// In: links of the judge's pages. Out: the body of the asked page, from the server or else as it was last seen.

import { element } from "./elements.js"
import { say } from "./words.js"

const PATIENCE_FOR_PAGES = 6000
const FRESH = 10 * 60 * 1000

const placeOf = (url) => url.pathname + url.search // without the fragment, which moves inside one page

const readPage = (html) => new DOMParser().parseFromString(html, "text/html")

// Form tokens belong to one visit and are not kept on the device.
const forKeeping = (html) => html.replace(/(name="csrf_token" value=")[^"]*/g, "$1")

export class Pages {
  constructor(tablet, started) {
    Object.assign(this, { tablet, started })
    this.kept = new Map() // path -> {html, at}
  }

  async start() {
    const { prefix, store } = this.tablet.queue
    const all = await store.all("pages").catch(() => [])
    for (const row of all) if (row.key.startsWith(prefix)) this.kept.set(row.key.slice(prefix.length), row)
    document.addEventListener("click", (event) => this.clicked(event))
    document.addEventListener("submit", (event) => this.stay(event)) // after the forms' own scripts
    this.tablet.sender.addEventListener("change", () => this.renew())
    this.place = placeOf(window.location)
    window.addEventListener("popstate", () => {
      if (placeOf(window.location) !== this.place) this.go(window.location.href, { push: false })
    })
  }

  clicked(event) {
    const link = event.target.closest?.("a[href]")
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.download) return
    const url = new URL(link.href)
    const same = url.pathname === window.location.pathname && url.search === window.location.search
    if (url.origin !== window.location.origin || (same && url.hash)) return
    if (!this.isOurs(url.pathname)) return this.stay(event)
    event.preventDefault()
    this.go(url.href)
  }

  // Whatever would leave this page without a connection: the browser's own error page keeps nothing.
  stay(event) {
    if (event.defaultPrevented || this.tablet.sender.connected) return
    event.preventDefault()
    this.notHere()
  }

  // A page shown as it was last seen is asked for anew once there is a connection; never one that is being filled.
  renew() {
    if (!this.isOld || !this.tablet.sender.connected || document.querySelector("form[data-sheet]")) return
    this.go(window.location.href, { push: false })
  }

  isOurs(path) {
    const { list } = this.tablet.addresses
    return path === list || path.startsWith(`${list}/`)
  }

  async go(href, { push = true } = {}) {
    const url = new URL(href, window.location.href)
    this.turn = {} // the last one asked for is shown, whichever comes last
    const { turn } = this
    const fresh = await this.fetched(url)
    if (turn !== this.turn) return
    const html = fresh ?? this.kept.get(url.pathname)?.html
    if (!html) return this.notHere()
    this.isOld = !fresh
    if (push) window.history.pushState(null, "", url)
    this.place = placeOf(url)
    this.show(html, url)
  }

  async fetched(url) {
    if (!navigator.onLine) return undefined
    const { sender } = this.tablet
    const { pins } = sender
    try {
      const response = await fetch(url, { headers: { "X-Juara": "tablet" }, signal: AbortSignal.timeout(PATIENCE_FOR_PAGES) })
      if (response.status === 401 && pins !== sender.pins) return this.fetched(url) // the PIN was given meanwhile
      if (response.status === 401) sender.set({ needsPin: true })
      if (!response.ok) return response.status === 404 ? await response.text() : undefined
      const html = await response.text()
      const { judge, event } = readPage(html).body.dataset
      if (judge !== this.tablet.queue.who.judge || event !== this.tablet.queue.who.event) {
        window.location.assign(this.tablet.addresses.list) // signed in as somebody else meanwhile: that judge's own list
        return undefined
      }
      if (!url.search) this.keepPage(url.pathname, html) // a receipt is for once
      return html
    } catch {
      sender.lost()
      return undefined
    }
  }

  keepPage(path, html) {
    const { list } = this.tablet.addresses
    if (path !== list && !["lembar", "kalibrasi"].some((room) => path.startsWith(`${list}/${room}/`))) return
    const row = { key: this.tablet.queue.prefix + path, html: forKeeping(html), at: Date.now() }
    this.kept.set(path, row)
    this.tablet.queue.keepPage(row).catch(() => {}) // the open page still has it
  }

  show(html, url) {
    const page = readPage(html)
    document.title = page.title
    document.documentElement.className = page.documentElement.className
    document.body.replaceWith(document.adoptNode(page.body))
    this.started(url)
    const target = url.hash ? document.getElementById(url.hash.slice(1)) : null
    window.scrollTo(0, 0)
    if (target) target.scrollIntoView()
    document.getElementById("main")?.focus({ preventScroll: true })
  }

  notHere() {
    const place = document.querySelector("[data-banner]")
    const words = element("div", {}, [element("b", { textContent: say("Halaman itu memerlukan sambungan") }), say("Isian Bapak/Ibu aman. Coba lagi setelah tersambung.")])
    place?.replaceChildren(element("div", { className: "banner calm", role: "status" }, [words]))
    if (place) place.dataset.told = "not here"
  }

  // Every own sheet once, one after the other, so that the whole list can be judged without a connection.
  async fetchAhead(paths) {
    for (const path of paths) {
      const known = this.kept.get(path)
      if (known && Date.now() - known.at < FRESH) continue
      if (!this.tablet.sender.connected) return
      await this.fetched(new URL(path, window.location.href))
    }
  }
}
