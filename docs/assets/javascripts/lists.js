/*
 * The lists of a theme, a dump, a watch, of all papers and of those without a theme. The page itself holds the list as it is
 * listed, a hundred papers a page; another order or a filter is over all of it, so that is asked of the search, and its
 * answer takes the list's place until the controls say "as listed, everything" again. Needs marks.js and controls.js.
 */
"use strict"

;(() => {
  const ROOT = new URL("../../", document.currentScript.src)
  const STEP = 50
  const { element, papers, build } = window.papershelf.controls
  const page = document.querySelector(".ps-page"), place = page?.querySelector(":scope > div")
  if (!place?.querySelector(":scope > .ps-list")) return

  /** What the list is of: the filters that all its papers pass, or undefined where the engine cannot tell. */
  const [folder, name] = location.pathname.slice(ROOT.pathname.length).split("/").map(decodeURIComponent)
  const scope = {
    themes: { narrow: [["theme", name]] }, dumps: { narrow: [["dump", name]] },
    papers: { narrow: [] }, unassigned: { narrow: [["theme", "none"]] },
  }[folder]
  const sorts = !scope ? ["listed"] : ["listed", "title", "newest", "year", ...folder === "themes" ? ["central"] : [], "most"]

  const listed = [...place.children]
  // Each once: a dump names those that are disputed a second time.
  const entries = new Set([...place.querySelectorAll(":scope > .ps-list > li > a")].map(link => link.pathname))
  const total = Number(place.querySelector("[data-total]")?.dataset.total ?? entries.size)
  const list = element("ol", { className: "ps-list", ariaLabel: "Papers" })
  const next = element("button", { type: "button", className: "ps-next" })
  const view = element("div", { hidden: true }, list, next)
  let runs = 0, limit = STEP, shown = 0

  const entry = ({ url, title, snippet, themeName }) => element("li", {}, element("a", { href: new URL(url, ROOT).href }, title),
    element("p", {}, snippet), ...themeName ? [element("small", {}, element("span", {}, themeName))] : [])

  const ask = options => window.papershelf.search("", {
    sort: "listed", ...options, narrow: [...scope.narrow, ...options.narrow ?? []], replaces: options.limit > 0,
  })

  const asListed = () => {
    runs++
    shown = 0
    view.hidden = true
    listed.forEach(node => { node.hidden = false })
    list.replaceChildren()
    controls.say(papers(total))
    controls.unfolding()
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
    controls.say(found === total ? papers(found) : found ? `${found.toLocaleString("en")} of ${papers(total)}` : `None of ${papers(total)}. Remove a filter.`)
    controls.fill(counts, found)
    controls.unfolding()
  }

  const run = async () => {
    if (controls.plain()) { asListed(); return }
    const number = ++runs
    const late = setTimeout(() => controls.say("Looking …"), 400)
    try {
      const answer = await ask({ ...controls.asked(), limit })
      if (number === runs && answer) show(answer)
    } catch ({ message }) {
      if (number !== runs) return
      asListed()
      controls.say(`This needs the search, which does not work at the moment. ${message} The list stands as it is listed.`)
    } finally { clearTimeout(late) }
  }

  const change = () => {
    limit = STEP
    shown = 0
    const url = new URL(location.href)
    url.search = new URLSearchParams(controls.params())
    url.hash = ""
    history.pushState({ limit }, "", url)
    run()
  }

  const counts = () => ask({ ...controls.asked(), limit: 0, snippets: false })
  const controls = build({ page, sorts, change, counts })
  if (!scope) controls.tools.querySelectorAll("label, details").forEach(node => node.remove())

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
})()
