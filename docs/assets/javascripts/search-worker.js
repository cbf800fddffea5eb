/*
 * The worker behind the search box of Material for MkDocs 9.8 and behind `window.papershelf.search`. It is small because
 * each page load starts one; the engine and the index come with the first query.
 *
 * Material's protocol isn't documented (tests/e2e/test_search_engine.py watches it): {type: 0} sets up, {type: 1} says ready,
 * {type: 2, data: text} asks, {type: 3, data: {items: [[{location, title, text, score, terms}]]}} answers. It inserts title
 * and text as HTML and strikes out the keys of `terms` that are false as "Missing". We say ready without being asked:
 * Material sets up only with an index it fetched at page load, and it fetches one only for a form named "search", which
 * overrides/partials/search.html has not. Ours: {call, query, options} asks, {call,
 * answer} or {call, error} answers; {warm: true} says that somebody is about to ask.
 *
 * The box (papershelf.js has its other half, in the page): at most ten rows, because Material draws the first ten at once and the
 * others as one scrolls; the last one leads to all results. What the box says above them travels in the first
 * row as JSON. A query of one space is no query but the box's way to say that it has the focus.
 */
"use strict"

const READY = 1, QUERY = 2, RESULT = 3, SETUP = 0
const LONGEST_LINK = 600 // hosts refuse addresses of more than about 8,000 characters
const ROWS = 10, PAGES_IN_THE_BOX = 2, PATIENCE = 200
const PARTS = ["stemmer", "analysis", "syntax", "store", "meaning", "match", "lists", "engine"]
const ROOT = new URL("../../", self.location.href)

let started
const engine = () => {
  if (!started) {
    importScripts(...PARTS.map(part => `search-${part}.js`))
    started = searchEngine(ROOT)
  }
  return started
}

const escape = text => text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)

/** A text as HTML with its marks. */
const marked = (text, marks) => {
  let html = "", at = 0
  for (const [start, end] of marks) {
    html += `${escape(text.slice(at, start))}<mark data-md-highlight>${escape(text.slice(start, end))}</mark>`
    at = end
  }
  return html + escape(text.slice(at))
}

const note = text => `<p class="search-note">${escape(text)}</p>`

/** A row of Material's box. It opens the row with the highest score when Enter is pressed: the first that is an answer. */
const row = ({ location, title, text, at, last = false, missing = [] }) =>
  ({ location, title, text, score: last ? 0 : ROWS - at, terms: Object.fromEntries(missing.map(word => [word, false])) })

const paper = hit => ({
  location: hit.url,
  title: marked(hit.title, hit.titleMarks),
  text: (hit.themeName ? `<p class="search-theme">${escape(hit.themeName)}</p>` : "") +
    `<p class="search-snippet">${marked(hit.snippet, hit.marks)}</p>`,
  missing: hit.missing,
})

const page = ({ url, title }) =>
  ({ location: url, title: escape(title), text: note(url.startsWith("themes/") ? "Theme" : "Page") })

const all = (total, query) => ({
  location: `search/?${new URLSearchParams({ q: query.slice(0, LONGEST_LINK) })}`,
  title: `See all ${total.toLocaleString("en")} papers`,
  text: "<i class=\"search-all\"></i>",
})

const instead = query => ({
  location: `search/?${new URLSearchParams({ q: query })}`,
  title: "Did you mean ",
  text: `<i class="search-meant">${escape(query)}</i>`,
  last: true,
})

const BROWSE = { location: "papers/", title: "Browse all papers", text: note("Page by page, the newest dump first.") }

/** The rows, the first of them with what the box says above: another query, papers, pages after the third, the way to all. */
const rows = (answer, query) => {
  const pages = answer.pages.slice(0, PAGES_IN_THE_BOX), meant = answer.meant ? [instead(answer.meant)] : []
  const hits = answer.hits.slice(0, ROWS - 1 - pages.length - meant.length)
  const more = answer.total > hits.length ? [all(answer.total, query)] : []
  const papers = hits.map(paper)
  const list = [...meant, ...papers.slice(0, 3), ...pages.map(page), ...papers.slice(3), ...more]
  const missing = hits.map(hit => hit.missing.length)
  return saying({ ...answer, query, hits: missing, pages: pages.length }, list.length ? list : [BROWSE])
}

/** Rows that carry what the box says of them. */
const saying = (says, list) => list.map((entry, at) => [row({
  ...entry, at, text: (at ? "" : `<i class="search-says" data-says="${escape(JSON.stringify(says))}"></i>`) + entry.text,
})])

const failed = (message, query) => saying({ failed: message, query }, [BROWSE])

let asked = 0
/** Answers the box, unless something newer was typed; without snippets first where these take long. */
const box = async query => {
  const number = ++asked
  const stale = () => number !== asked
  const send = items => { if (!stale()) self.postMessage({ type: RESULT, data: { items } }) }
  if (!query.trim()) {
    send([])
    return
  }
  let patience
  const early = answer => { patience = setTimeout(() => send(rows(answer, query)), PATIENCE) }
  try {
    const answer = await engine().search(query, { limit: ROWS - 1, early, stale })
    clearTimeout(patience)
    if (answer) send(rows(answer, query))
  } catch (error) {
    clearTimeout(patience)
    send(failed(error.message, query))
  }
}

let latest
/** Answers a script. What `replaces` earlier calls lets those that still wait come to nothing (null). */
const call = async ({ call, query, options }) => {
  const { replaces, ...rest } = options
  if (replaces) latest = call
  try {
    const answer = await engine().search(query, { ...rest, stale: () => Boolean(replaces) && call !== latest })
    self.postMessage({ call, answer })
  } catch (error) {
    self.postMessage({ call, error: error.message })
  }
}

const warm = async () => {
  try {
    await engine().warm?.()
  } catch {
    // It is said when somebody asks.
  }
}

self.onmessage = ({ data }) => {
  if (data.warm || data.data === " ") warm()
  if (data.call !== undefined) call(data)
  else if (data.type === QUERY) box(data.data)
  else if (data.type === SETUP) self.postMessage({ type: READY })
}
self.postMessage({ type: READY })
