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

  // A page of a compact library, which has very many, leaves the usual icon to this script.
  if (!document.querySelector("link[rel=icon]")) document.head.append(Object.assign(document.createElement("link"), { rel: "icon", href: new URL("../images/favicon.svg", ASSETS) }))

  // What makes more of a paper's page comes after it; an issue about the paper has its title. The reading list is of use with scripts only.
  if (document.querySelector(".ps-paper")) {
    for (const part of ["cite", "save", "first-lines"]) import(new URL(`${part}.js`, ASSETS)).catch(() => {})
    const link = Object.assign(document.createElement("a"), { href: new URL("reading-list/", ROOT).href, textContent: "Reading list" })
    const footer = document.querySelector("body > footer")
    const ways = footer?.querySelector("p + p") ?? footer?.appendChild(document.createElement("p"))
    ways?.prepend(link, " ")
  }
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
   *   `meant` another query to offer: with typing errors corrected, without the fields and quotes that let nothing pass, or an author's papers
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

/*
 * The search box: its dialogue, which is of use with scripts only, so no page carries it; what Material's own box lacks; and
 * what box and search page say of an answer. search-worker.js sends what the box needs to know in the first row, see there.
 * Material itself keeps the keys, the rows and the `?q=` links, and must find the dialogue when it starts.
 */
;(() => {
  const PATIENCE = 400, SEARCHING = "Searching…"

  const count = (number, one = "paper") => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`

  /**
   * Says in words how an answer came about.
   *
   * @param {object} answer as the engine gives it, but `hits`: how many words each paper shown lacks, `pages`: how many
   * @returns {string} plain text
   */
  const says = ({ also = [], notes = [], ...answer }) =>
    [counted(answer), ...also.length ? [`also: ${also.join(", ")}`] : [], ...notes].join(" · ")

  const counted = ({ total, mode, hits, pages = 0 }) => {
    const shown = hits.length
    if (!total) return pages ? "No paper found, but:" : "Nothing found. Try fewer or other words."
    const cut = shown < total ? `${shown.toLocaleString("en")} of ${count(total)}` : count(total)
    if (mode === "any") return `No paper has all of these words. The nearest, with some of them: ${cut}`
    // Papers that lack a word come last: the first of them tells how many have every word.
    const complete = hits.findIndex(missing => missing > 0)
    if (complete < 0) return cut
    return `${count(complete)} with every word, ${(total - complete).toLocaleString("en")} with some of them`
  }

  window.papershelf = Object.freeze({ ...window.papershelf, says })

  const header = document.querySelector(".ps-header")
  const link = header?.querySelector("a.ps-find") // the search page has a label for its own field
  if (!link) return
  const words = JSON.parse(document.getElementById("__config").textContent).translations

  // The first label is the one that opens, for Material. The form has no name: with "search", Material would fetch an index.
  header.insertAdjacentHTML("beforeend", [
    '<label for="__search" hidden></label><div class="ps-search" data-md-component="search" role="dialog"><label class="ps-veil" for="__search"></label><div class="ps-panel"><form class="ps-field">',
    '<input type="text" class="md-search__input" data-md-component="search-query" aria-label="Search papers" placeholder="Title, topic or acronym" autocapitalize="off" autocorrect="off" autocomplete="off" spellcheck="false" tabindex="-1" required>',
    '<button type="reset" tabindex="-1"></button><label for="__search">Close</label></form>',
    '<div class="ps-results" tabindex="0" data-md-scrollfix><div class="md-search-result" data-md-component="search-result">',
    '<div class="md-search-result__meta" role="status"></div><ol class="md-search-result__list"></ol></div></div></div></div>',
  ].join(""))
  const box = header.querySelector(".ps-search")
  box.ariaLabel = words.search
  box.querySelector("button").ariaLabel = words["search.reset"]

  // Without Material's script, or in a new tab, the link leads to the search page. Who shuts the dialogue is where they were.
  let opener
  link.addEventListener("click", event => {
    if (!window.component$ || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    opener = link
    header.querySelector("[for=__search]").click()
  })
  // Material opens the dialogue when its field gets the focus, so Tab leads there only while it is open.
  document.getElementById("__search").addEventListener("change", ({ target }) => {
    field.tabIndex = target.checked - 1
    if (!target.checked) opener = opener?.focus()
  })

  const field = box.querySelector("[data-md-component=search-query]")
  const meta = box.querySelector(".md-search-result__meta")
  const list = box.querySelector(".md-search-result__list")
  meta.append(words["search.result.placeholder"])
  const asMaterialSeesIt = () => field.dispatchEvent(new KeyboardEvent("keyup"))

  let answered = "", at = -1, entered = false, leads = false, ready = false, waiting

  const say = text => {
    meta.textContent = text
    observer.takeRecords()
  }

  const arrived = () => {
    clearTimeout(waiting)
    const told = list.querySelector("[data-says]")
    const answer = told && JSON.parse(told.dataset.says)
    told?.remove()
    if (!answer || answer.query !== answered) at = -1
    answered = answer ? answer.query : ""
    leads = Boolean(answer?.total || answer?.pages)
    if (answer?.failed) say(`The search does not work at the moment. ${answer.failed}`)
    else if (answer) say(says(answer))
    else if (field.value.trim()) say(SEARCHING) // only an empty field has no rows: this answer is an old one
    list.querySelector(".search-all")?.closest("li").classList.add("ps-all")
    list.querySelector(".search-meant")?.closest("li").classList.add("ps-meant")
    list.children[at]?.querySelector("a").focus() // the same rows again, now with snippets
    if (entered && leads && answered === field.value) list.querySelector("li:not(.ps-meant) a")?.click()
    entered &&= answered !== field.value
    if (!ready && document.activeElement === field) warm() // who was faster than the worker's start
    ready = true
  }

  // The worker is Material's: the only way to it leads through the field.
  const warm = () => {
    if (field.value) return
    field.value = " "
    asMaterialSeesIt()
    field.value = ""
    asMaterialSeesIt()
  }

  // Material writes its own count ("matching documents", rows for papers) and then adds the rows, all before anything is painted.
  const observer = new MutationObserver(arrived)
  observer.observe(meta, { childList: true })

  field.addEventListener("input", () => {
    clearTimeout(waiting)
    if (field.value.trim()) waiting = setTimeout(() => say(SEARCHING), PATIENCE)
    // Material looks at the field when a key is let go; a text pasted with the mouse or spoken comes without one.
    asMaterialSeesIt()
  })

  // Who pastes and presses Enter means the paper that will be first, not the one that is.
  field.addEventListener("keydown", event => {
    const enter = event.key === "Enter" && field.value.trim() !== ""
    entered = enter && answered !== field.value
    if (!enter || (leads && !entered)) return
    event.preventDefault()
    event.stopPropagation()
  })

  // "Did you mean" asks anew instead of leaving; in a new tab it leads to the search page.
  list.addEventListener("click", event => {
    const meant = event.target.closest(".ps-meant")?.querySelector(".search-meant").textContent
    if (!meant || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    field.value = meant
    field.focus()
    asMaterialSeesIt()
  }, { capture: true })

  list.addEventListener("focusin", ({ target }) => { at = [...list.children].indexOf(target.closest("li")) })
  field.addEventListener("focus", () => { at = -1 })
  field.addEventListener("focus", warm, { once: true })
})()
