/*
 * The search engine: loads the index that generator/search built and answers queries. Runs in a worker; needs `lunr`,
 * `analysis` and search-query.js. All that others know of it is `searchEngine(root).search(query, {limit, filters})`, so
 * that it can be replaced.
 *
 * All words first: a paper that lacks a word comes after all that have every word, and says what it lacks (`missing`). It
 * comes at all only to fill up the first ten: who types three words and gets two hits is better served with eight near ones
 * below them (they have at least half of what the query says, counted by rarity) than with a blank page, and nobody reads
 * a long list of half-matches. `mode` is "all" when some paper has every
 * word, "any" when none has. Among papers that lack words those with the rarer ones lead, and COVERAGE is that steep on purpose:
 * 1 to 4 rank a paper with one common word in its title before one with all the rare ones in its abstract.
 */
"use strict"

const TITLE = { exact: 2, start: 1.6, phrase: 1.3 }
const COVERAGE = 6
const TOP_UP = 10
const TOP_UP_SHARE = 0.5
const TENTHS = 10
const SNIPPET = 240
const PAGES = 5

/** lunr's own schema from the packed form, see generator/search/index.py. */
const unpack = packed => {
  const postings = packed.terms.map((_, number) =>
    Object.fromEntries([["_index", number], ...packed.fields.map(field => [field, {}])]))
  const fieldVectors = packed.fields.flatMap(field => packed.vectors[field].map(([gaps, weights], ref) => {
    const elements = []
    let number = 0
    gaps.forEach((gap, at) => {
      number += gap
      elements.push(number, weights[at] / TENTHS)
      postings[number][field][ref] = {}
    })
    return [`${field}/${ref}`, elements]
  }))
  const invertedIndex = packed.terms.map((term, number) => [term, postings[number]])
  return { version: packed.version, fields: packed.fields, fieldVectors, invertedIndex, pipeline: [] }
}

/** The forms of a text between spaces, to find a phrase in. */
const spaced = forms => ` ${forms.filter(form => !analysis.isStop(form)).join(" ")} `

/** What the engine keeps in memory. */
const library = (packed, documents) => {
  const index = lunr.Index.load(unpack(packed))
  const cache = new Map()
  const entries = [...documents.papers, ...documents.pages]
  const texts = [...entries.flatMap(({ title, abstract, text }) => [title, abstract ?? text]), ...Object.values(documents.themes)]
  return {
    ...documents,
    entries,
    titles: entries.map(({ title }) => spaced(analysis.words(title).flatMap(({ word }) => analysis.pieces(word)))),
    vocabulary: new Vocabulary(texts, packed.acronyms),
    /** What a term weighs in each document: `Map(number => weight)`. */
    weights(term) {
      if (!cache.has(term)) {
        const found = index.query(query => query.term(term, { usePipeline: false }))
        cache.set(term, new Map(found.map(({ ref, score }) => [Number(ref), score])))
      }
      return cache.get(term)
    },
  }
}

/** Adds up what units and joins score: `Map(number => {number, score, found: Set<unit>, terms: Set})`. */
const collect = ({ units, joins }, { weights, entries }) => {
  const matches = new Map()
  const add = (number, score, covered, terms) => {
    if (!matches.has(number)) matches.set(number, { number, score: 0, found: new Set(), terms: new Set() })
    const match = matches.get(number)
    match.score += score
    covered.forEach(unit => match.found.add(unit))
    terms.forEach(term => match.terms.add(term))
  }
  for (const unit of units) {
    const best = new Map()
    const offer = (number, score, terms) => {
      const before = best.get(number) ?? { score: 0, terms: [] }
      best.set(number, { score: Math.max(before.score, score), terms: [...before.terms, ...terms] })
    }
    for (const [terms, weight] of unit.variants) {
      for (const term of terms) weights(term).forEach((score, number) => offer(number, score * weight, [term]))
    }
    const together = unit.longForm.map(weights)
    together[0]?.forEach((_, number) => {
      const scores = together.map(each => each.get(number))
      if (scores.every(Boolean)) {
        offer(number, WEIGHT.longForm * scores.reduce((sum, score) => sum + score) / scores.length, unit.longForm)
      }
    })
    best.forEach(({ score, terms }, number) => add(number, score, [unit], terms))
    unit.weight = Math.log(1 + entries.length / (1 + best.size))
  }
  for (const join of joins) {
    for (const term of join.terms) {
      weights(term).forEach((score, number) => {
        const spare = join.instead && join.units.every(unit => matches.get(number)?.found.has(unit))
        if (!spare) add(number, score * join.weight, join.units, [term])
      })
    }
  }
  return [...matches.values()]
}

const titleFactor = (title, phrase) => title === phrase ? TITLE.exact
  : title.startsWith(phrase.trimEnd()) ? TITLE.start : title.includes(phrase.trimEnd()) ? TITLE.phrase : 1

/** The documents that have some word of a query, those with all words first, then by score. */
const rank = (query, library) => {
  const meant = expand(parse(query, library.vocabulary), library.vocabulary)
  const phrase = spaced(meant.units.map(({ form }) => form))
  const found = collect(meant, library)
  const sum = units => units.reduce((total, { weight }) => total + weight, 0)
  const matches = found.map(match => {
    const missing = meant.units.filter(unit => !match.found.has(unit))
    const share = 1 - sum(missing) / sum(meant.units)
    const score = match.score * (1 + share) ** COVERAGE * titleFactor(library.titles[match.number], phrase)
    return { ...match, score, share, missing: [...new Set(missing.map(unit => unit.label))] }
  })
  return matches.sort((one, other) => Math.sign(one.missing.length) - Math.sign(other.missing.length) ||
    other.score - one.score || one.number - other.number)
}

const FACETS = {
  theme: paper => paper.themes, dump: paper => paper.dumps, has: paper => paper.has, kind: paper => paper.kind,
  author: paper => paper.authors, year: paper => paper.year,
}

/** A test for papers: some of the values wished for in each facet, none of those excluded with a leading "-". */
const filter = filters => {
  const tests = Object.entries(filters ?? {}).map(([facet, values]) => {
    if (!Object.hasOwn(FACETS, facet)) throw new RangeError(`no filter "${facet}": ${Object.keys(FACETS).join(", ")}`)
    const asked = [values].flat().map(String)
    const out = asked.filter(value => value.startsWith("-")).map(value => analysis.fold(value))
    const wished = asked.filter(value => !value.startsWith("-")).map(value => analysis.fold(value))
    return paper => {
      const own = [FACETS[facet](paper) ?? []].flat().map(value => analysis.fold(String(value)))
      return !out.some(value => own.includes(value)) && (!wished.length || wished.some(value => own.includes(value)))
    }
  })
  return paper => tests.every(test => test(paper))
}

/** Where the words of a text stand that gave one of the terms: `[[start, end]…]`. */
const marksIn = (text, terms) => analysis.words(text)
  .filter(({ word }) => analysis.terms(word).some(term => terms.has(term))).map(({ start, end }) => [start, end])

/** The part of a text with the most different matches, cut between words, with the marks in it. */
const snippetOf = (text, terms) => {
  const marks = marksIn(text, terms)
  const within = start => marks.filter(mark => mark[0] >= start && mark[1] <= start + SNIPPET)
  const worth = start => new Set(within(start).map(([from, to]) => analysis.fold(text.slice(from, to)))).size
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

const hit = ({ number, score, terms, missing }, { papers, themes }) => {
  const { id, title, abstract, themes: own = [] } = papers[number]
  const theme = own[0] ?? null
  return {
    id, url: `papers/${id}/`, title, theme, themes: own, themeName: themes[theme] ?? null,
    titleMarks: marksIn(title, terms), ...snippetOf(abstract, terms), missing, score,
  }
}

/** The answer to a query, see `window.papershelf.search` in papershelf.js. */
const answer = (query, { limit = 10, filters } = {}, library) => {
  const passes = filter(filters)
  const asked = analysis.words(query).length > 0
  const ranked = asked ? rank(query, library) : library.papers.map((_, number) => ({ number, score: 0, share: 1, terms: new Set(), missing: [] }))
  const papers = ranked.filter(({ number }) => number < library.papers.length && passes(library.papers[number]))
  const complete = papers.filter(({ missing }) => !missing.length).length
  const shown = papers.filter(({ share }, at) => at < complete || (at < TOP_UP && (!complete || share >= TOP_UP_SHARE)))
  const pages = !asked ? [] : ranked.filter(({ number, missing }) => number >= library.papers.length && !missing.length)
  return {
    total: shown.length,
    mode: complete || !shown.length ? "all" : "any",
    hits: shown.slice(0, limit).map(match => hit(match, library)),
    pages: pages.slice(0, PAGES).map(({ number }) => ({ url: library.entries[number].url, title: library.entries[number].title })),
  }
}

/** The engine for the site at `root`: nothing is fetched before the first query, and a failure is tried again at the next. */
// eslint-disable-next-line no-unused-vars -- the worker's
const searchEngine = root => {
  let loading
  const fetched = async name => {
    const response = await fetch(new URL(`search/${name}`, root), { cache: "no-cache" })
    if (!response.ok) throw new Error(`the search index could not be loaded (${name}: ${response.status})`)
    return response.json()
  }
  const load = () => loading ??= Promise.all([fetched("index.json"), fetched("documents.json")])
    .then(files => library(...files))
    .catch(error => { loading = undefined; throw error })
  return {
    async search(query, options = {}) {
      const empty = !analysis.words(query).length && !Object.keys(options.filters ?? {}).length
      return empty ? { total: 0, mode: "all", hits: [], pages: [] } : answer(query, options, await load())
    },
  }
}
