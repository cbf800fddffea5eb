/*
 * The two buttons beside each paper, which save it to the reading list and mark it as read, and the sentence that says so
 * where the browser keeps nothing. The marks themselves are list-marks.js'.
 */

import { marksOf, slugOf } from "./list-marks.js"

export const ROOT = new URL("../../", import.meta.url)
const KINDS = { saved: "Save", read: "Mark as read" }

export const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

const sorry = () => {
  const close = element("button", { type: "button" }, "Close")
  const notice = element("p", { className: "ps-notice", role: "status" },
    "This browser does not let the site keep anything: its storage is full or forbidden. What you save or mark lasts until you leave this page. ", close)
  close.addEventListener("click", () => notice.remove())
  document.querySelector(".ps-content").append(notice)
}

export const marks = marksOf(ROOT.pathname, () => localStorage, sorry)

/** The slug of the paper that a link of this site leads to. */
export const slugAt = link => slugOf(link.pathname, ROOT.pathname)

const draw = button => { button.ariaPressed = String(marks.has(button.dataset.mark, button.dataset.slug)) }

export const press = ({ dataset: { mark, slug } }) => marks.toggle(mark, slug)

/** Makes the buttons of a paper's page, which save.js put there, those of that paper. */
export const adopt = bar => {
  bar.querySelectorAll("button").forEach(button => {
    button.dataset.slug = slugAt(location)
    draw(button)
  })
  if (!bar.querySelector("a")) bar.append(element("a", { href: new URL("reading-list/", ROOT).href }, "Reading list"))
}

const buttons = (slug, title) => element("span", { className: "ps-marks" }, ...Object.entries(KINDS).map(([mark, name]) => {
  const button = element("button", { type: "button", title: name, ariaLabel: `${name}: ${title}` })
  Object.assign(button.dataset, { mark, slug })
  draw(button)
  return button
}))

/** Gives each paper of a list its two buttons; those that have them keep them. */
export const equip = within => within.querySelectorAll(".ps-list > li:not(:has(> .ps-marks))").forEach(entry => {
  const link = entry.querySelector(":scope > a"), slug = link && slugAt(link)
  if (slug) entry.append(buttons(slug, link.textContent))
})

addEventListener("click", ({ target }) => {
  const button = target.closest?.(".ps-list .ps-marks button")
  if (button) press(button)
})
addEventListener("storage", ({ key }) => marks.told(key))
addEventListener("pageshow", ({ persisted }) => { if (persisted) marks.told(null) })
marks.watch(() => document.querySelectorAll(".ps-marks button[data-slug]").forEach(draw))
