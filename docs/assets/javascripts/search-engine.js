/*
 * The search engine: from a query to hits, the twin of generator/search/query/engine.py, which says why. Runs in a worker.
 * All that others know of it is `searchEngine(root).search(query, options)`.
 */
"use strict"

const TOP_UP = 10, TOP_UP_SHARE = 0.35, HELD_AGAINST_TITLES = 20, PAGES = 5, SNIPPET = 240
const TITLE = { exact: 4, start: 1.6, phrase: 1.3 }

const rounded = score => Math.floor(score * 1e6 + 0.5)

/** The first `most` of numbers by score, then by number, without sorting all of them. */
const best = (numbers, score, most) => {
  const before = (one, other) => rounded(score[other]) - rounded(score[one]) || one - other
  if (numbers.length <= most * 8) return Array.from(numbers).sort(before).slice(0, most)
  const top = []
  let least = -1
  for (const number of numbers) {
    if (score[number] < least || (top.length >= most && before(number, top.at(-1)) > 0)) continue
    let at = top.length
    while (at && before(number, top[at - 1]) < 0) at--
    top.splice(at, 0, number)
    if (top.length > most) top.pop()
    if (top.length === most && most) least = score[top.at(-1)] - 1e-3
  }
  return top
}

/** Whether two words are one word but for a typing error. */
const alike = (one, other) => {
  const most = one.length >= 8 ? 2 : one.length >= 5 ? 1 : 0
  return one === other || (most > 0 && Math.abs(one.length - other.length) <= most && edits(one, other, most) <= most)
}

const titleForms = (number, store) => {
  store.titled ??= new Map()
  if (!store.titled.has(number)) {
    const { title } = store.shown(number)
    if (!title) return [] // not here yet
    store.titled.set(number, analysis.words(title).flatMap(({ word }) => analysis.pieces(word)).filter(form => !analysis.isStop(form)))
  }
  return store.titled.get(number)
}

const titleFactor = (number, phrase, store) => {
  const forms = titleForms(number, store), last = phrase.length - 1
  if (forms.join(" ") === phrase.join(" ")) return TITLE.exact
  for (let at = 0; at + last < forms.length; at++) {
    const begun = forms[at + last].startsWith(phrase[last]) || alike(phrase[last], forms[at + last])
    if (begun && phrase.every((one, place) => place === last || alike(one, forms[at + place]))) return at ? TITLE.phrase : TITLE.start
  }
  return 1
}

/** The papers in their order: those with all words first, others only to fill up the first ten, or if none has all. */
const ranked = (found, passes, most, meaning, store) => {
  const { numbers, score, share, covered, whole } = found
  const { papers } = store.manifest, complete = [], partial = [], pages = []
  for (const number of numbers) {
    if (passes && !passes(number)) continue
    if (covered[number] !== whole) { if (number < papers) partial.push(number) } else (number < papers ? complete : pages).push(number)
  }
  const likely = best(complete, score, HELD_AGAINST_TITLES)
  likely.forEach(number => store.pack(number)) // one round trip for what is needed now and what is needed below
  if (likely.length && saysTopic(meaning)) lift(found, likely, complete.length, meaning.units.length, store)
  const first = all => best(all, score, Math.max(most, HELD_AGAINST_TITLES)), links = best(pages, score, PAGES)
  const having = complete.length
  if (!having) return { having, total: partial.length, mode: partial.length ? "any" : "all", first: first(partial), pages: links }
  const spare = best(partial, score, Math.max(0, TOP_UP - complete.length)).filter(number => share[number] >= TOP_UP_SHARE)
  return { having, total: having + spare.length, mode: "all", first: [...first(complete), ...spare], pages: links }
}

const heldAgainstTitles = (first, found, meaning, store) => {
  const phrase = meaning.units.map(unit => unit.form)
  const scored = first.map((number, at) => ({
    number, partial: found.covered[number] !== found.whole,
    score: found.score[number] * (at < HELD_AGAINST_TITLES ? titleFactor(number, phrase, store) : 1),
  }))
  const before = (one, other) => one.partial - other.partial || rounded(other.score) - rounded(one.score) || one.number - other.number
  const top = scored.slice(0, HELD_AGAINST_TITLES).sort(before)
  store.ready()
  return [...heldAgainstTexts(top, meaning, before, store), ...scored.slice(HELD_AGAINST_TITLES)]
}

/** Where the words of a text stand that count as one of the terms: `[[start, end]…]`. */
const marksIn = (text, terms) => {
  const begins = [...terms].filter(term => term.endsWith("*")).map(term => term.slice(0, -1))
  const counts = word => analysis.terms(word).some(term => terms.has(term)) ||
    (begins.length && analysis.forms(word).some(form => begins.some(start => form.startsWith(start))))
  const marks = []
  for (const { word, start, end } of analysis.words(text)) {
    if (!counts(word)) continue
    if (marks.length && start < marks.at(-1)[1]) marks.at(-1)[1] = end
    else marks.push([start, end])
  }
  return marks
}

/** The part of a text with the most different matches, cut between words, with the marks in it. */
const snippetOf = (text, terms) => {
  const marks = marksIn(text, terms)
  const forms = new Map(marks.map(mark => [mark, analysis.fold(text.slice(...mark))]))
  const within = start => marks.filter(mark => mark[0] >= start && mark[1] <= start + SNIPPET)
  const worth = start => new Set(within(start).map(mark => forms.get(mark))).size
  let start = 0
  for (const [from] of marks) {
    const candidate = from < SNIPPET / 2 ? 0 : text.lastIndexOf(" ", from - SNIPPET / 6) + 1
    if (worth(candidate) > worth(start)) start = candidate
  }
  const end = text.length <= start + SNIPPET ? text.length : Math.max(text.lastIndexOf(" ", start + SNIPPET), start + SNIPPET / 2)
  const lead = start ? "… " : ""
  const shift = lead.length - start
  const snippet = lead + text.slice(start, end) + (end < text.length ? " …" : "")
  return { snippet, marks: within(start).filter(mark => mark[1] <= end).map(([from, to]) => [from + shift, to + shift]) }
}

const hitOf = ({ number, score }, meaning, covered, store) => {
  const { title, name, themes } = store.shown(number)
  const slugs = themes.map(theme => store.manifest.themes[theme][0])
  return {
    id: name, url: `papers/${name}/`, title, theme: slugs[0] ?? null, themes: slugs,
    themeName: store.manifest.themes[themes[0]]?.[1] ?? null,
    titleMarks: marksIn(title, meaning.terms), snippet: "", marks: [], score,
    missing: unique(meaning.units.filter((_, bit) => !(covered >> bit & 1)).map(unit => unit.label)),
  }
}

/** What a query means and what it finds: words count in their whole family where no paper has all words. */
const understood = (query, passes, store) => {
  const meaning = meaningOf(query, store), found = match(meaning, store)
  const complete = number => found.covered[number] === found.whole && number < store.manifest.papers && (!passes || passes(number))
  const wider = found.numbers.some(complete) ? undefined : widened(meaning, store)
  return wider ? [wider, match(wider, store)] : [meaning, found]
}

/** What was typed, or the one paper whose number it is. */
const identified = (typed, store) => {
  if (!typed.identifier) return typed
  const found = store.entries(`!id:${analysis.fold(typed.identifier)}`)
  store.ready()
  return found ? { ...NOTHING, notes: [], filters: { id: [typed.identifier] } } : typed
}

/** The answer without snippets, and the terms to be marked in them. */
const answerOf = (text, typed, options, store) => {
  const { limit, filters, sort, snippets } = options
  if (snippets) store.sample() // fetched with the rest, it costs no time of its own
  const query = identified(typed, store)
  const asked = allowed(query, filters, store), tests = testsOf(options, store), passes = narrowed(asked, tests)
  const [meaning, found] = understood(query, asked, store)
  const { papers } = store.manifest
  const rest = { also: meaning.also, notes: query.notes, terms: meaning.terms }
  if (!query.words.length) {
    const whole = Array.from({ length: papers }, (_, number) => number).filter(asked ?? (() => true))
    const every = sorted(passes ? whole.filter(passes) : [...whole], options, store), numbers = every.slice(0, limit)
    const hits = numbers.map(number => hitOf({ number, score: 0 }, meaning, 0, store))
    return { total: every.length, mode: "all", hits, pages: [], meant: null, numbers, ...rest, ...counted(whole, tests, options, store) }
  }
  const { having, total, mode, first, pages } = ranked(found, passes, limit, meaning, store)
  const every = sort ? wholly(found, mode, passes, papers) : []
  const ordered = sort ? sorted(every, options, store).map(number => ({ number, score: found.score[number] }))
    : heldAgainstTitles(first, found, meaning, store)
  store.ready()
  const hits = ordered.slice(0, limit).map(one => hitOf(one, meaning, found.covered[one.number], store))
  const links = pages.map(number => store.shown(number)).map(({ name, title }) => ({ url: name, title }))
  const offer = first.length || found.numbers.some(number => number < papers)
  const author = filters && Object.keys(filters).length || tests.length ? null : byAuthor(text, query, having, store)
  const meant = author ?? (offer ? suggestion(text, query, meaning, first[0], store) : null)
  const numbers = ordered.slice(0, limit).map(({ number }) => number)
  return {
    total: sort ? every.length : total, mode, hits, pages: links, meant, numbers, ...rest,
    ...counted(options.counts ? wholly(found, mode, asked, papers) : [], tests, options, store),
  }
}

const RETRY_AFTER = 150

/** A file of the site. A damaged one and a page in its stead count as failed too; it is tried once more. */
const fetched = async (root, path, cache, read) => {
  const attempt = async how => {
    const response = await fetch(new URL(path, root), { cache: how })
    if (!response.ok) throw new Error(String(response.status))
    return read(response)
  }
  try {
    return await attempt(cache)
  } catch {
    await new Promise(resolve => setTimeout(resolve, RETRY_AFTER))
    try {
      return await attempt("reload")
    } catch (error) {
      throw new IndexError(`A part of the search index could not be loaded (${path}: ${error.message}). The lists of themes and papers still work.`)
    }
  }
}

const inflated = async (response, begun) => {
  const stream = new Blob([begun, await response.blob()]).stream().pipeThrough(new DecompressionStream("deflate"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** The engine for the site at `root`; nothing is fetched before the first call. */
// eslint-disable-next-line no-unused-vars -- the worker's
const searchEngine = root => {
  let loading
  const load = (path, begun = "") => fetched(root, path, "default", response => inflated(response, begun))
  const open = cache => fetched(root, "search/manifest.json", cache, response => response.json()).then(manifest => new Store(manifest, load))
  const warm = () => loading ??= open("no-cache").catch(error => { loading = undefined; throw error })

  /** Does work; when a file is gone because the site was published anew, with the new index. */
  const insist = async work => {
    const store = await warm()
    try {
      return await work(store)
    } catch (error) {
      if (!(error instanceof IndexError)) throw error
      const fresh = await open("reload")
      if (JSON.stringify(fresh.manifest) === JSON.stringify(store.manifest)) throw error
      loading = Promise.resolve(fresh)
      return work(fresh)
    }
  }

  return {
    warm,
    /**
     * @param {string} text what was typed
     * @param {object} [options]
     * @param {number} [options.limit] hits to return, 10 by default
     * @param {Object<string, string[]>} [options.filters] see papershelf.js
     * @param {string} [options.sort] see papershelf.js, as `within`, `narrow` and `counts`
     * @param {boolean} [options.snippets] false: without text from the abstracts
     * @param {(answer: object) => void} [options.early] gets the answer before its snippets are there
     * @param {() => boolean} [options.stale] whether nobody waits for the answer any more; then it is null
     */
    async search(text, { limit = 10, filters, snippets = true, early, stale = () => false, sort, within, narrow, counts } = {}) {
      const query = parseQuery(text)
      if (query.empty && !Object.keys(filters ?? {}).length && !sort && !within && !narrow?.length) {
        return { total: 0, mode: "all", hits: [], pages: [], also: [], notes: query.notes, meant: null }
      }
      const options = { limit: Math.max(0, Math.trunc(Number(limit)) || 0), filters, sort, within, narrow, counts, snippets }
      return insist(async store => {
        const checked = work => () => stale() ? null : work()
        const answer = await store.answer(checked(() => answerOf(text, query, options, store)))
        if (!answer) return null
        const { terms, numbers, ...shown } = answer
        if (snippets && shown.hits.length) {
          early?.(shown)
          const texts = await store.answer(checked(() => numbers.map(number => store.text(number))))
          if (!texts) return null
          return { ...shown, hits: shown.hits.map((hit, at) => ({ ...hit, ...snippetOf(texts[at], terms) })) }
        }
        return shown
      })
    },
  }
}
