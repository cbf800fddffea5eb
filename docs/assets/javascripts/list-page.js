/*
 * The lists of a theme, a dump, an author, a watch, of all papers and of those without a theme. The page itself holds the
 * list as it is listed, a hundred papers a page; another order or a filter is over all of it, so that is asked of the
 * search, and its answer takes the list's place until the controls say "as listed, everything" again.
 */

import { counted, papers } from "./list-state.js"
import { ROOT, element, slugAt } from "./list-saving.js"
import { build, pageAt } from "./list-tools.js"
import { keysButton } from "./list-keys.js"

const STEP = 50, FOLDERS = ["themes", "dumps", "papers", "unassigned"]
const LISTED = ":scope > .ps-list > li > a"

const page = document.querySelector(".ps-page"), place = page.querySelector(":scope > div")
const [folder, name] = location.pathname.slice(ROOT.pathname.length).split("/").map(decodeURIComponent)
const listed = [...place.children], pager = place.querySelector(":scope > .ps-pager")
/** The entries that the page has, by slug: they say more than the engine does. A dump names disputed papers a second time. */
const entries = new Map([...place.querySelectorAll(LISTED)].map(link => [slugAt(link), link.parentNode]))
const total = Number(pager?.dataset.total ?? entries.size)
/** A list of an author, and every list of a compact library, has titles only. */
const lines = !entries.size || place.querySelector(":scope > .ps-list > li > p") !== null
const sorts = ["listed", "title", "newest", "year", ...folder === "themes" ? ["central"] : [], "most"]

/** The slugs of a list that the engine does not know, from all of its pages. */
const slugsOfPages = async () => {
  const folder = new URL("./", location.href).pathname.slice(ROOT.pathname.length).replace(/page\/\d+\/$/, "")
  const count = pager ? Math.max(...[...pager.querySelectorAll("a, b")].map(one => Number(one.textContent) || 0)) : 1
  const found = pager ? [] : [...entries.keys()]
  for (let number = 1; pager && number <= count; number++) {
    const one = await pageAt(number === 1 ? folder : `${folder}page/${number}/`)
    one.querySelectorAll(".ps-page > div > .ps-list > li > a").forEach(link =>
      found.push(link.getAttribute("href").replace(/\/$/, "").split("/").at(-1)))
  }
  return ["slug", found]
}

let scope
/** What the list is of: a filter that all its papers pass, and that says which order "as listed" is. */
const within = () => scope ??= FOLDERS.includes(folder)
  ? { themes: ["theme", name], dumps: ["dump", name], unassigned: ["theme", "none"] }[folder]
  : slugsOfPages().catch(error => { scope = undefined; throw error })

const list = element("ol", { className: "ps-list", ariaLabel: "Papers" })
const next = element("button", { type: "button", className: "ps-next" })
const view = element("div", { hidden: true }, list, next)
let runs = 0, limit = STEP, shown = 0

const entry = ({ id, url, title, snippet, themeName }) => entries.get(id)?.cloneNode(true) ?? element("li", {},
  element("a", { href: new URL(url, ROOT).href }, title), ...lines ? [element("p", {}, snippet)] : [],
  ...themeName ? [element("small", {}, element("span", {}, themeName))] : [])

const ask = async options => window.papershelf.search("", { sort: "listed", ...options, within: await within() })

const asListed = () => {
  runs++
  shown = 0
  view.hidden = true
  listed.forEach(node => { node.hidden = false })
  list.replaceChildren()
  controls.say(papers(total))
  controls.dress()
}

const show = ({ hits, total: found, counts }) => {
  const fresh = shown && shown < hits.length ? hits.slice(shown) : hits
  if (fresh === hits) list.replaceChildren()
  list.append(...fresh.map(entry))
  shown = hits.length
  next.hidden = shown >= found
  next.textContent = `Show ${Math.min(STEP, found - shown)} more`
  listed.forEach(node => { node.hidden = true })
  view.hidden = false
  controls.say(counted(found, total), found ? "" : ". Remove a filter.")
  if (counts) controls.fill(counts, found)
  else controls.dress()
}

const run = async () => {
  if (controls.plain()) { asListed(); return }
  const number = ++runs
  const late = setTimeout(() => controls.say("Looking …"), 400)
  try {
    // What stands on the page needs no text from the index.
    const answer = await ask({ ...controls.asked(), limit, replaces: true, counts: controls.opened(), snippets: lines && total > entries.size })
    if (number === runs && answer) show(answer)
  } catch ({ message }) {
    if (number !== runs) return
    asListed()
    controls.say(`This needs the search, which does not work at the moment. ${message} The list stands as it is listed.`)
  } finally { clearTimeout(late) }
}

const address = () => {
  const url = new URL(location.href)
  url.search = new URLSearchParams(controls.params())
  url.hash = ""
  return url
}

const change = () => {
  limit = STEP
  shown = 0
  history.pushState({ limit }, "", address())
  run()
}

const controls = build({ page, sorts, lines, change, counts: () => ask({ ...controls.asked(), counts: true, limit: 0, snippets: false }) })
controls.bar.append(keysButton())

next.addEventListener("click", async () => {
  const first = shown
  limit = shown + STEP
  history.replaceState({ limit }, "")
  await run()
  list.children[first]?.querySelector("a").focus()
})

const restore = state => {
  limit = Number.isInteger(state?.limit) ? Math.min(Math.max(state.limit, STEP), 5000) : STEP
  shown = 0
  controls.restore()
  run()
}
addEventListener("popstate", ({ state }) => restore(state))

place.prepend(controls.tools)
place.append(view)
restore(history.state)
