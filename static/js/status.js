// Says where the marks are: on the server, on the device, or nowhere yet. In: queue and sender. Out: badge and banner.
// Green only when the server has named a receipt for everything; red only for what neither holds; never both alike.

import { button, element, icon, stateBadge } from "./elements.js"
import { waits } from "./record.js"
import { downloadRescue } from "./rescue.js"
import { say } from "./words.js"

const STOPPED = {
  forbidden: say("Lembar ini tidak dapat diisi lagi. Isian tetap ada di perangkat ini. Panggil panitia bila seharusnya dapat."),
  mismatch: say("Server mengenal kiriman ini dengan isi lain. Isian tetap ada di perangkat ini. Panggil panitia dan sebutkan kode"),
  invalid: say("Server belum dapat menerima isian ini. Periksa lagi isian yang ditandai."),
}

const sheets = (count) => say("{n} lembar belum terkirim", { n: count })

const badge = ({ queue, sender, sheet }) => {
  const record = sheet === undefined ? undefined : queue.get(sheet)
  const waiting = queue.waiting().length
  if (queue.failed.size > 0) return stateBadge("unsaved", say("BELUM TERSIMPAN"))
  if (record && queue.unsaved.has(record.key)) return stateBadge("part", say("Menyimpan …"))
  if (record?.clash) return stateBadge("warn", say("Ada dua isian, pilih satu"))
  if (waiting > 0) return stateBadge("held", say("Tersimpan di perangkat"), sheets(waiting))
  if (!sender.connected) return stateBadge("held", say("Sambungan terputus"), say("semua sudah terkirim"))
  return stateBadge("sent", say("Tersambung, semua terkirim"))
}

const unsavedBanner = ({ queue, sender }) => {
  const codes = [...queue.failed].flatMap((key) => [...(queue.unsaved.get(key) ?? [])])
  const what = codes.length ? say("skor {codes}", { codes: codes.join(", ") }) : say("lembar ini")
  const text = say("Perangkat ini menolak menyimpan. Jangan tutup halaman ini; tulis {what} di kertas, lalu panggil panitia.", { what })
  const again = () => {
    queue.tryAgain()
    sender.soon(0)
  }
  return ["unsaved", say("BELUM TERSIMPAN: {what}", { what }), text, [[say("Simpan lagi"), again]]]
}

const offlineBanner = ({ queue, sender }) => {
  const waiting = queue.waiting().length
  const title = waiting ? say("Tersimpan di perangkat, {sheets}", { sheets: sheets(waiting) }) : say("Sambungan terputus, semua sudah terkirim")
  const text = say("Silakan terus menilai; nanti terkirim sendiri. Biarkan halaman ini terbuka.")
  return ["held", title, text, [[say("Coba kirim"), () => sender.soon(0)]]]
}

const stoppedBanner = ({ queue, sender }) => {
  const record = queue.waiting().find((one) => one.stopped)
  const code = record.stopped.word === "mismatch" ? ` ${record.entries[0].id.slice(0, 8)}.` : ""
  const problems = record.stopped.problems.map((problem) => ` ${problem.message}`).join("")
  const text = `${STOPPED[record.stopped.word]}${code}${problems}`
  const again = () => {
    queue.askAgain()
    sender.soon(0)
  }
  const acts = [[say("Coba kirim"), again], [say("Unduh berkas penyelamat"), () => downloadRescue(queue)]]
  return ["held", say("{title}: belum terkirim", { title: record.title }), text, acts]
}

const otherEvent = ({ queue }) => [
  "held",
  say("Server ini memuat acara lain"),
  say("Isian acara sebelumnya tetap ada di perangkat ini dan tidak dikirim ke sini. Panggil panitia."),
  [[say("Unduh berkas penyelamat"), () => downloadRescue(queue)]],
]

const otherDevice = ({ sender }) => [
  "calm",
  say("Bapak/Ibu juga masuk di {device}", { device: sender.otherDevice }),
  say("Sebaiknya menilai di satu perangkat saja, supaya tidak ada dua isian. Bila bukan Bapak/Ibu, panggil panitia."),
  [],
]

const bannerFor = (tablet) => {
  const { queue, sender } = tablet
  if (queue.failed.size > 0) return unsavedBanner(tablet)
  if (sender.refused) return otherEvent(tablet)
  if (!sender.connected) return offlineBanner(tablet)
  if (queue.waiting().some((record) => record.stopped)) return stoppedBanner(tablet)
  if (sender.otherDevice) return otherDevice(tablet)
  return null
}

const drawBanner = (place, [kind, title, text, acts]) => {
  const signs = { held: "cut", unsaved: "bang", calm: "device" }
  const words = element("div", {}, [element("b", { textContent: title }), text])
  const made = element("div", { className: `banner ${kind}`, role: kind === "unsaved" ? "alert" : "status" }, [icon(signs[kind]), words])
  made.append(...acts.map(([label, act]) => button(label, "line", act)))
  place.replaceChildren(made)
}

// Only what changed is drawn, so that a screen reader hears it once.
export const drawStatus = (tablet) => {
  const connection = document.getElementById("connection")
  const shown = badge(tablet)
  if (connection && connection.innerHTML !== shown.outerHTML) connection.replaceChildren(shown)
  const place = document.querySelector("[data-banner]")
  if (!place) return
  const banner = bannerFor(tablet)
  const told = banner ? banner.slice(0, 3).join("|") : ""
  if (place.dataset.told === told) return
  place.dataset.told = told
  if (banner) drawBanner(place, banner)
  else place.replaceChildren()
}

// What this device knows beyond the page, which may be an older one when there is no connection; null: no more than it.
export const stateOfRow = (record, version, canOpen, failed) => {
  if (failed) return ["unsaved", say("BELUM TERSIMPAN")]
  if (record.clash) return ["warn", say("Ada dua isian"), say("buka dan pilih satu")]
  if (record.stopped) return ["held", say("Belum terkirim"), canOpen ? say("buka untuk melihat sebabnya") : ""]
  if (record.entries.some((entry) => entry.kind === "submit")) return ["held", say("Tersimpan di perangkat"), say("terkirim bila tersambung")]
  const filled = say("{filled} dari {count} dinilai", { filled: Object.keys(record.content.scores).length, count: record.indicators })
  if (waits(record)) return ["held", say("Tersimpan di perangkat"), filled]
  if (record.closed) return ["held", say("Sampai sesudah penilaian ditutup"), say("diputuskan ketua")]
  if (record.base <= version) return null
  return record.state === "submitted" ? ["sent", say("Terkirim")] : ["part", say("Sedang dinilai"), filled]
}
