// Draws how far a sheet is: header of each indicator, aspect bar, rail, dock. In: the form. Out: the page.
// Everything drawn here was drawn by the server first; this only keeps it true between two page loads.

import { indicators, isWrong, nextEmpty, pointsOf, scoreOf, showScore } from "./marks.js"
import { say } from "./words.js"

const setTurus = (svg, score) => {
  svg.toggleAttribute("hidden", !(score >= 1 && score <= 5))
  if (score >= 1 && score <= 5) svg.firstElementChild.setAttribute("href", `#t${score}`)
}

const drawIndicator = (form, fieldset) => {
  const code = fieldset.dataset.code
  const score = scoreOf(fieldset)
  const picked = fieldset.querySelector(".picked")
  picked.querySelector("[data-words]").textContent = isWrong(fieldset) ? say("Skor tidak ada pada skala") : score === null ? "" : say("Skor {score}", { score: showScore(form, score) })
  setTurus(picked.querySelector("svg"), score)
  form.querySelector(`[data-stroke="${code}"]`).classList.toggle("empty", score === null)
  const rail = form.querySelector(`[data-rail="${code}"]`)
  rail.classList.toggle("empty", score === null)
  rail.querySelector("[data-words]").textContent = score === null ? code : `${code} · ${showScore(form, score)}`
  rail.querySelector("[data-empty]").hidden = score !== null
  setTurus(rail.querySelector("svg"), score)
}

const drawAspect = (form, aspect, fieldsets) => {
  const scored = fieldsets.filter((fieldset) => scoreOf(fieldset) !== null)
  const weight = fieldsets.reduce((total, fieldset) => total + Number(fieldset.dataset.weight), 0)
  const points = scored.length ? say("{points} dari {weight}", { points: pointsOf(fieldsets, form), weight }) : ""
  for (const place of form.querySelectorAll(`[data-scored="${aspect}"]`)) place.textContent = scored.length
  for (const place of form.querySelectorAll(`[data-points="${aspect}"]`)) place.textContent = points
}

const drawDock = (form, all, lastCode) => {
  const empty = all.filter((fieldset) => scoreOf(fieldset) === null).length
  const next = nextEmpty(all, lastCode)
  form.querySelector("[data-done]").textContent = all.length - empty
  form.querySelector("[data-left]").textContent = empty ? say("{n} masih kosong", { n: empty }) : say("semua terisi")
  const link = form.querySelector("[data-next]")
  link.hidden = next === null
  link.href = `#${next ?? ""}`
  form.querySelector("[data-next-code]").textContent = next ?? ""
  form.querySelector("[data-send]").classList.toggle("line", next !== null)
}

export const drawAll = (form) => {
  for (const fieldset of indicators(form)) drawProgress(form, fieldset)
}

export const drawProgress = (form, fieldset) => {
  const all = indicators(form)
  drawIndicator(form, fieldset)
  const aspect = fieldset.dataset.aspect
  drawAspect(form, aspect, all.filter((other) => other.dataset.aspect === aspect))
  drawDock(form, all, fieldset.dataset.code)
}

// Two frames after all of it was drawn once, at this width, the browser knows the size of what it will leave out.
export const drawOnlyWhatIsSeen = (form) => {
  const settle = () => {
    form.classList.remove("drawn")
    requestAnimationFrame(() => requestAnimationFrame(() => form.classList.add("drawn")))
  }
  settle()
  const turned = () => (form.isConnected ? settle() : window.removeEventListener("resize", turned))
  window.addEventListener("resize", turned)
}

const setCurrent = (link, current) => {
  if (current) link.setAttribute("aria-current", "true")
  else link.removeAttribute("aria-current")
}

// Marks in the aspect bar and the rail which indicator is being read.
export const followReading = (form) => {
  const mark = (fieldset) => {
    for (const link of form.querySelectorAll("[data-rail]")) setCurrent(link, link.dataset.rail === fieldset.dataset.code)
    for (const link of form.querySelectorAll("[data-aspect-link]")) setCurrent(link, link.dataset.aspectLink === fieldset.dataset.aspect)
  }
  const observer = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => mark(entry.target)),
    { rootMargin: "-30% 0px -65% 0px" },
  )
  indicators(form).forEach((fieldset) => observer.observe(fieldset))
  mark(indicators(form)[0])
}
