/*
 * The reading list: what is saved, or what a link brought (`#papers=slug,slug`), which can only be read until it is saved.
 * Titles come from the search's index, BibTeX from the papers' own pages: a few kB a paper, however large the library is.
 */

import { brought, slugs as checked } from "./list-marks.js"
import { papers } from "./list-state.js"
import { ROOT, element, equip, marks } from "./list-saving.js"
import { pageAt } from "./list-tools.js"
import "./list-keys.js"

const place = document.querySelector(".ps-reading > section"), AT_ONCE = 6
const given = () => brought(location.hash)
const own = () => given() ?? marks.all("saved")

const status = element("p", { className: "ps-count", role: "status" })
const button = (text, does) => {
  const made = element("button", { type: "button" }, text)
  made.addEventListener("click", does)
  return made
}

const entry = (slug, hit) => element("li", {},
  element("a", { href: new URL(`papers/${slug}/`, ROOT).href }, hit?.title ?? slug.replaceAll("-", " ")),
  ...hit?.snippet ? [element("p", {}, hit.snippet)] : [],
  ...hit?.themeName ? [element("small", {}, element("span", {}, hit.themeName))] : [])

const bibtexOf = async slug => {
  try { return (await pageAt(`papers/${slug}/`)).querySelector(".ps-cite pre")?.textContent.trim().replace(/^\t/gm, "  ") } catch { return undefined }
}

/** One entry after the other, a few at once, in their order; those that could not be had are undefined. */
const entries = async slugs => {
  const found = []
  for (let at = 0; at < slugs.length; at += AT_ONCE) found.push(...await Promise.all(slugs.slice(at, at + AT_ONCE).map(bibtexOf)))
  return found
}

const save = async () => {
  status.textContent = "Making the BibTeX file …"
  const found = await entries(own()), had = found.filter(Boolean)
  status.textContent = had.length === found.length ? `${papers(had.length)} in the file.`
    : `${had.length} of ${papers(found.length)} could be had; try again for the others.`
  if (!had.length) return
  const url = URL.createObjectURL(new Blob([`${had.join("\n\n")}\n`], { type: "application/x-bibtex" }))
  element("a", { href: url, download: "reading-list.bib" }).click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

const share = async field => {
  field.hidden = false
  field.value = new URL(`reading-list/#papers=${own().join(",")}`, ROOT).href
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
    status.textContent = "The link is copied. Who opens it sees these papers."
  } catch { status.textContent = "Copy the link from the field: who opens it sees these papers." }
}

const toolsFor = slugs => {
  const field = element("input", { type: "text", readOnly: true, hidden: true, ariaLabel: "Link to share" })
  const keep = button(`Save ${slugs.length === 1 ? "it" : "all"} to my list`, () => {
    marks.set("saved", checked([...marks.all("saved"), ...slugs]))
    location.hash = ""
  })
  return element("p", {}, ...given() ? [keep] : [], button("BibTeX", save), button("Link to share", () => share(field)),
    button("Print", () => print()), ...given() ? [element("a", { href: "#" }, "My own list")] : [], field)
}

const say = slugs => {
  status.textContent = given() ? `Somebody shared ${papers(slugs.length)} with you.`
    : slugs.length ? `${papers(slugs.length)} saved` : "Nothing saved yet."
}

const titled = async (list, slugs) => {
  try {
    const { hits } = await window.papershelf.search("", { within: ["slug", slugs], limit: slugs.length })
    const found = new Map(hits.map(hit => [hit.id, hit])), gone = slugs.filter(slug => !found.has(slug)).length
    if (!place.contains(list)) return
    list.replaceChildren(...slugs.map(slug => entry(slug, found.get(slug))))
    if (gone) status.append(` ${gone === 1 ? "One is" : `${gone} are`} not in this library.`)
  } catch { status.append(" Their titles could not be loaded; these are their addresses.") }
  equip(place)
}

const hint = () => element("p", { className: "ps-lead" }, "The bookmark beside a paper, in any list and on its own page, puts it here. ",
  element("a", { href: new URL("themes/", ROOT).href }, "Browse the themes"), " or ", element("a", { href: new URL("search/", ROOT).href }, "search"), ".")

const show = async () => {
  const slugs = own(), list = element("ol", { className: "ps-list", ariaLabel: "Papers" }, ...slugs.map(slug => entry(slug)))
  say(slugs)
  place.replaceChildren(element("div", { className: "ps-tools" }, status, ...slugs.length ? [toolsFor(slugs)] : []), slugs.length ? list : hint())
  equip(place)
  if (slugs.length) await titled(list, slugs)
}

// A paper that is taken off stays in sight until the page is opened anew, so that a slip is undone with the same button.
marks.watch(() => { if (!given()) say(own()) })
addEventListener("hashchange", show)
document.querySelector(".ps-reading .ps-unscripted").hidden = true
show()
