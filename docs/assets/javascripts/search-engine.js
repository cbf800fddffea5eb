/*
 * The search engine: loads the index that generator/search built, answers a query. Runs in a worker (search-worker.js);
 * needs `lunr` and `analysis`. Everything outside sees `searchEngine(root)` and the answers of its `search` only, so that
 * the engine can be replaced.
 *
 * What a query means:
 * - all words first. A paper that lacks a word comes after all that have every word, and says which it lacks (`missing`).
 *   It comes at all only to fill up the first ten: somebody who types three words and gets two hits is better served with
 *   eight near ones below them than with a blank page, and nobody reads a long list of half-matches. `mode` is "all"
 *   when some paper has every word, "any" when none has (the fallback).
 * - the last word may be unfinished, so it also counts as a prefix.
 * - a word that no paper knows is taken for a typing error: one edit from 4 letters, two from 8.
 * - a compound counts as found closed (clickthrough) or in its pieces (click, through); two words in a row are also
 *   found written as one (meta world, metaworld).
 */
"use strict"

const WEIGHT = { exact: 1, pieces: 0.9, joined: 0.9, prefix: 0.5, typo: 0.6 }
const TITLE = { exact: 2, start: 1.6, phrase: 1.3 }
const TOP_UP = 10
const TENTHS = 10

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

/** Edits (insert, delete, replace, swap neighbours) between two words, or `most + 1` when there are more. */
const edits = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let older = [], old = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1)
    }
    if (Math.min(...row) > most) return most + 1
    older = old
    old = row
  }
  return old[other.length]
}

// What may still follow an unfinished word, so that "optimiz" finds the stem of "optimize", which is shorter than itself.
const ENDINGS = ("e s d n t y r l es ed er or on en al ly ty te ty ve ze ce nt le ble able ible ion tion ation ization sation ing ity " +
  "ility bility ive ative ize ise ate ance ence nce ces nces ment ent ant ness ess ful ies ous ational ional onal ic ical cal").split(" ")

/** Terms of a vocabulary for a typed word: `{variant weight: terms}` in the order of trust. */
class Vocabulary {
  constructor(terms) {
    this.terms = terms
    this.known = new Set(terms)
  }

  exact(form) {
    const term = analysis.stem(form)
    return this.known.has(term) ? [term] : []
  }

  prefix(form) {
    const completed = ENDINGS.map(ending => analysis.stem(form + ending)).filter(term => this.known.has(term))
    return [...new Set([...this.terms.filter(term => term.startsWith(form)), ...completed])]
  }

  typo(form) {
    const most = form.length >= 8 ? 2 : form.length >= 4 ? 1 : 0
    const typed = [...new Set([form, analysis.stem(form)])]
    const distance = term => Math.min(...typed.map(one => edits(one, term, most)))
    const near = most ? this.terms.map(term => [distance(term), term]).filter(([far]) => far <= most) : []
    const least = Math.min(...near.map(([far]) => far))
    return near.filter(([far]) => far === least).map(([, term]) => term)
  }
}

/** The units of a query (words, compounds in their pieces) and the joins (compounds closed, two units in a row as one). */
const parse = (query, vocabulary) => {
  const units = [], joins = []
  for (const { word } of analysis.words(query.normalize("NFC"))) {
    const closed = analysis.fold(word)
    const cut = analysis.pieces(word)
    const known = cut.length > 1 || vocabulary.exact(closed).length
    const names = known ? cut : [...new Set(analysis.hiddenNames(word))]
    const own = (names.length > 1 ? names : cut).map(form => ({ form, label: word, stop: analysis.isStop(form) }))
    if (own.length > 1) joins.push({ form: closed, units: own })
    units.push(...own)
  }
  for (let at = 1; at < units.length; at++) {
    const pair = [units[at - 1], units[at]]
    joins.push({ form: pair[0].form + pair[1].form, units: pair })
  }
  const meaningful = units.filter(unit => !unit.stop)
  return { units: meaningful.length ? meaningful : units, joins, last: units.at(-1) }
}

/** What each unit and join may stand for: `[[terms, weight]…]`. */
const expand = ({ units, joins, last }, vocabulary) => {
  const variants = (form, unfinished) => {
    const exact = vocabulary.exact(form)
    const prefix = unfinished || (!exact.length && form.length >= 4) ? vocabulary.prefix(form) : []
    const typo = exact.length || prefix.length ? [] : vocabulary.typo(form)
    return [[exact, WEIGHT.exact], [prefix, WEIGHT.prefix], [typo, WEIGHT.typo]].filter(([terms]) => terms.length)
  }
  return {
    units: units.map(unit => ({ ...unit, unit, variants: variants(unit.form, unit === last) })),
    joins: joins.map(join => ({ ...join, terms: vocabulary.exact(join.form) })).filter(join => join.terms.length),
  }
}

/** Documents with what they score for a query, unfiltered, best first: `[{number, score, found: Set<unit>, terms}]`. */
const rank = (query, { vocabulary, weights, titles }) => {
  const { units, joins } = expand(parse(query, vocabulary), vocabulary)
  const documents = new Map()
  const entry = number => documents.get(number) ??
    documents.set(number, { number, score: 0, found: new Set(), terms: new Set() }).get(number)
  const best = new Map()
  for (const { unit, variants } of units) {
    best.clear()
    for (const [terms, weight] of variants) {
      for (const term of terms) {
        for (const [number, score] of weights(term)) {
          best.set(number, Math.max(best.get(number) ?? 0, score * weight))
          entry(number).terms.add(term)
        }
      }
    }
    for (const [number, score] of best) {
      const document = entry(number)
      document.score += score
      document.found.add(unit)
    }
  }
  for (const { units: covered, terms } of joins) {
    for (const [number, score] of weights(terms[0])) {
      const document = entry(number)
      document.score += score * WEIGHT.joined
      covered.forEach(unit => document.found.add(unit))
      document.terms.add(terms[0])
    }
  }
  const asked = units.map(({ unit }) => unit)
  const phrase = ` ${asked.map(unit => unit.form).join(" ")}`
  for (const document of documents.values()) {
    const title = titles[document.number]
    const share = asked.filter(unit => document.found.has(unit)).length / asked.length
    document.missing = asked.filter(unit => !document.found.has(unit)).map(unit => unit.label)
    document.score *= 1 + share
    if (title === phrase) document.score *= TITLE.exact
    else if (title.startsWith(phrase)) document.score *= TITLE.start
    else if (title.includes(phrase)) document.score *= TITLE.phrase
  }
  return [...documents.values()].sort((a, b) =>
    Number(b.missing.length === 0) - Number(a.missing.length === 0) || b.score - a.score || a.number - b.number)
}
