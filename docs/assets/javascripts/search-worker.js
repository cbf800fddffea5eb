/*
 * The worker behind the search box of Material for MkDocs 9.8 and behind `window.papershelf.search`. It is small because
 * each page load starts one; the engine and the index come with the first query.
 *
 * Material's protocol isn't documented (tests/e2e/test_search_engine.py watches it): {type: 0} sets up, {type: 1} says ready,
 * {type: 2, data: text} asks, {type: 3, data: {items: [[{location, title, text, score, terms}]]}} answers. It inserts title
 * and text as HTML and strikes out the keys of `terms` that are false as "Missing". We say ready without being asked:
 * Material sets up only with an index it fetched at page load, and it fetches one only for a form named "search", which
 * overrides/partials/search.html has not. Ours: {call, query, options} asks, {call,
 * answer} or {call, error} answers.
 */
"use strict"

const READY = 1, QUERY = 2, RESULT = 3, SETUP = 0
const IN_THE_BOX = 30
const ROOT = new URL("../../", self.location.href)

let started
const engine = () => {
  if (!started) {
    importScripts("../vendor/lunr/lunr.min.js", "search-analysis.js", "search-query.js", "search-engine.js")
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

const item = (hit, before = "") => [{
  location: hit.url,
  title: marked(hit.title, hit.titleMarks),
  text: before + (hit.themeName ? `<p class="search-theme">${escape(hit.themeName)}</p>` : "") +
    `<p class="search-snippet">${marked(hit.snippet, hit.marks)}</p>`,
  score: hit.score,
  terms: Object.fromEntries(hit.missing.map(word => [word, false])),
}]

/** The rows of Material's box: papers, the fallback named in the first one, and pages after the first three. */
const rows = ({ hits, pages, mode }) => {
  const papers = hits.map((hit, at) =>
    item(hit, mode === "any" && at === 0 ? note("No paper has all of these words. Nearest first:") : ""))
  const others = pages.map(({ url, title }) =>
    [{ location: url, title: escape(title), text: note(url.startsWith("themes/") ? "Theme" : "Page"), score: 0, terms: {} }])
  return [...papers.slice(0, 3), ...others, ...papers.slice(3)]
}

let newest
const box = async query => {
  newest = query
  let items
  try {
    items = query.trim() ? rows(await engine().search(query, { limit: IN_THE_BOX })) : []
  } catch (error) {
    items = [[{ location: "", title: "The search does not work at the moment", text: note(error.message), score: 0, terms: {} }]]
  }
  // While the index loads, keystrokes pile up: only the last one deserves an answer.
  if (query === newest) self.postMessage({ type: RESULT, data: { items } })
}

const call = async ({ call, query, options }) => {
  try {
    self.postMessage({ call, answer: await engine().search(query, options) })
  } catch (error) {
    self.postMessage({ call, error: error.message })
  }
}

self.onmessage = ({ data }) => {
  if (data.call !== undefined) call(data)
  else if (data.type === QUERY) box(data.data)
  else if (data.type === SETUP) self.postMessage({ type: READY })
}
self.postMessage({ type: READY })
