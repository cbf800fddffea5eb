/*
 * What every page of the site offers to scripts; and what of the shell is of use with scripts only, made here so that no page
 * carries it: the palette, and what Material's script must find when it starts (the names are Material's).
 */
"use strict"

;(() => {
  const ASSETS = new URL(".", document.currentScript.src)
  const ROOT = new URL("../../", document.currentScript.src)

  // Material's own throw where a browser forbids the storage, and its script after them.
  window.__md_scope = ROOT
  window.__md_get = (key, storage, scope = ROOT) => { try { return JSON.parse((storage || localStorage)[`${scope.pathname}.${key}`]) } catch { return null } }
  window.__md_set = (key, value, storage, scope = ROOT) => { try { (storage || localStorage)[`${scope.pathname}.${key}`] = JSON.stringify(value) } catch {} }

  // A page says what differs from this: the words of another language, features.
  const told = JSON.parse(document.currentScript.dataset.config ?? "{}")
  const words = {
    "search": "Search",
    "search.reset": "Clear",
    "search.result.placeholder": "Type to start searching",
    "search.result.none": "No matching documents",
    "search.result.one": "1 matching document",
    "search.result.other": "# matching documents",
    "search.result.more.one": "1 more on this page",
    "search.result.more.other": "# more on this page",
    "search.result.term.missing": "Missing",
    ...told.translations,
  }
  const config = document.createElement("script")
  config.id = "__config"
  config.type = "application/json"
  config.append(JSON.stringify({ base: ROOT, search: new URL("search-worker.js", ASSETS), features: told.features ?? [], translations: words }))
  document.body.append(config)
  document.body.insertAdjacentHTML("afterbegin", ["drawer", "search"].map(name =>
    `<input class="md-toggle" data-md-toggle="${name}" type="checkbox" id="__${name}" hidden>`).join(""))
  const header = document.querySelector(".ps-header")
  header.dataset.mdComponent = "header"
  document.querySelector("main").dataset.mdComponent = "main"

  // Follows the system until a reader chooses; the icons are in the style sheet, which keeps the room as well.
  const schemes = [["", "", "as the system", "light"], [": light", "default", "light", "dark"], [": dark", "slate", "dark", "the system's"]]
  const choice = ([media, scheme, name, next], at) =>
    `<input type="radio" name="__palette" id="__palette_${at}" data-md-color-media="(prefers-color-scheme${media})" data-md-color-scheme="${scheme}" aria-label="Colours: ${name}"><label for="__palette_${(at + 1) % 3}" title="Switch to ${next} colours" hidden></label>`
  header.insertAdjacentHTML("beforeend", `<form class="ps-palette" data-md-component="palette">${schemes.map(choice).join("")}</form>`)

  // What makes more of a paper's page comes after it; an issue about the paper has its title.
  if (document.querySelector(".ps-paper")) for (const part of ["cite", "save", "first-lines"]) import(new URL(`${part}.js`, ASSETS)).catch(() => {})
  document.querySelector(".ps-wrong form")?.addEventListener("formdata", ({ formData }) => formData.set("title", document.querySelector("h1").textContent.slice(0, 120)))

  // Material takes each link[rel=alternate] for another language and would fetch sitemap.xml beside it; feeds are none.
  for (const { relList } of document.querySelectorAll("link[rel=alternate]")) relList.add("feed")

  let worker
  let calls = 0
  const waiting = new Map()

  const start = () => {
    const started = new Worker(new URL("search-worker.js", ASSETS))
    started.onmessage = ({ data }) => {
      const { resolve, reject } = waiting.get(data.call) ?? {}
      waiting.delete(data.call)
      if (data.error !== undefined) reject?.(new Error(data.error))
      else resolve?.(data.answer)
    }
    started.onerror = event => {
      waiting.forEach(({ reject }) => reject(new Error(event.message || "the search could not be started")))
      waiting.clear()
      worker = undefined
    }
    return started
  }

  /**
   * Searches the library in a worker, which starts with the first call and then loads the index.
   *
   * @param {string} query what somebody typed; the last word counts as unfinished
   * @param {object} [options]
   * @param {number} [options.limit] how many hits to return, 10 by default
   * @param {Object<string, string[]>} [options.filters] values for `theme`, `dump`, `has`, `kind`, `author`, `year`: a paper
   *   passes with one of the values in each; a leading "-" excludes. With filters an empty query lists what passes
   * @param {string} [options.sort] `listed`, `title`, `central`, `newest`, `year` or `most` instead of by how well a paper answers
   * @param {[string, string | string[]]} [options.within] the list at hand: `["theme", slug]`, `["theme", "none"]`, `["dump", id]`
   *   or `["slug", slugs]`; `sort: "listed"` and `"central"` are the orders of that list
   * @param {[string, string | string[]][]} [options.narrow] filters that all have to hold: a field of `filters` with values as
   *   there, or `["slug", slugs]` and `["-slug", slugs]`
   * @param {boolean} [options.counts] adds `counts`: for each field `[value, label, papers]` of what a filter would leave
   * @param {boolean} [options.replaces] whether nobody waits any more for earlier calls with this option: these give null
   * @returns {Promise<{total: number, mode: "all" | "any", hits: Hit[], pages: {url: string, title: string}[],
   *   also: string[], notes: string[], meant: string | null}>} `mode` is "any" when no paper has all words. `total` counts the hits there are
   *   without a limit. `also` are words that were looked for beside those typed, `notes` sentences about the query,
   *   `meant` another query to offer: with typing errors corrected, or without the fields and quotes that let nothing pass
   *
   * @typedef {object} Hit
   * @property {string} id the slug
   * @property {string} url relative to the site's root
   * @property {string} title plain text, as all texts here
   * @property {string | null} theme the slug of the primary theme
   * @property {string | null} themeName its name
   * @property {string[]} themes the slugs of all its themes; the filter looks at these
   * @property {[number, number][]} titleMarks where the title matches
   * @property {string} snippet the part of the abstract that matches best
   * @property {[number, number][]} marks where the snippet matches
   * @property {string[]} missing words that the paper lacks
   * @property {number} score comparable within one answer only
   */
  const search = (query, options = {}) => new Promise((resolve, reject) => {
    worker ??= start()
    calls += 1
    waiting.set(calls, { resolve, reject })
    worker.postMessage({ call: calls, query: String(query ?? ""), options: options ?? {} })
  })

  /** Says that somebody is about to search: what every query needs is fetched now. */
  const warm = () => {
    worker ??= start()
    worker.postMessage({ warm: true })
  }

  window.papershelf = Object.freeze({ ...window.papershelf, search, warm })
})()
