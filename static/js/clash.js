// Two versions of one sheet, both the judge's own: this device's and the server's. The judge chooses; nothing is lost.
// In: a record with a clash, the element that says the scale, and the codes. Out: the record as chosen.

import { element, inset } from "./elements.js"
import { showScore } from "./marks.js"
import { takeMine, takeTheirs } from "./record.js"
import { say } from "./words.js"

const differs = (code, mine, theirs) => {
  const text = (content) => JSON.stringify([content.scores[code] ?? null, content.ticks[code] ?? [], content.notes[code] ?? ""])
  return text(mine) !== text(theirs)
}

const cellText = (scale, content, code) => {
  const score = content.scores[code]
  const ticks = content.ticks[code]?.length ? say(", {n} bukti", { n: content.ticks[code].length }) : ""
  const note = content.notes[code] ? `, “${content.notes[code]}”` : ""
  return `${score === undefined ? say("kosong") : showScore(scale, score)}${ticks}${note}`
}

const row = (scale, code, mine, theirs) => {
  const cells = [mine, theirs].map((content) => element("td", { textContent: cellText(scale, content, code) }))
  return element("tr", {}, [element("th", { scope: "row", textContent: code }), ...cells])
}

const table = (scale, codes, record) => {
  const theirs = record.clash.own
  const heads = [say("Indikator"), say("Di perangkat ini"), say("Di server")].map((text) => element("th", { scope: "col", textContent: text }))
  const rows = codes.filter((code) => differs(code, record.content, theirs)).map((code) => row(scale, code, record.content, theirs))
  return element("table", { className: "table clash" }, [element("thead", {}, [element("tr", {}, heads)]), element("tbody", {}, rows)])
}

// `scale`: whatever carries data-decimals; `chosen` is called once the record is as the judge wants it.
export const drawClash = (tablet, place, scale, codes, record, chosen) => {
  const choose = async (how) => {
    await tablet.queue.change(record, how)
    place.replaceChildren()
    tablet.sender.soon(0)
    chosen()
  }
  const act = (text, how) => {
    const made = element("button", { type: "button", className: "button line", textContent: text })
    made.addEventListener("click", () => choose(how))
    return made
  }
  const sent = record.clash.own.state === "submitted" ? say(" Yang di server sudah dikirim.") : ""
  const text = say("Lembar ini juga diisi dari perangkat lain.{sent} Pilih satu; yang lain tetap tersimpan di server.", { sent })
  const acts = element("p", { className: "jumps" }, [act(say("Pakai isian perangkat ini"), takeMine), act(say("Pakai isian di server"), takeTheirs)])
  const shown = inset("warn", say("Ada dua isian Bapak/Ibu untuk lembar ini"), [element("p", { textContent: text }), table(scale, codes, record), acts])
  shown.setAttribute("role", "alert")
  place.replaceChildren(shown)
  place.scrollIntoView()
}
