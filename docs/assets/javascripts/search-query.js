/*
 * What a typed query stands for: its words, and the index terms each of them may mean. Needs `analysis`.
 *
 * - The last word may be unfinished, so it also counts as a prefix.
 * - A word that no paper knows is taken for the beginning of one, and if it is none for a typing error: one edit from
 *   4 letters, two from 8.
 * - A compound counts as found in its closed form (clickthrough) or in its pieces (click, through); two words in a row are
 *   also found written as one (meta world, metaworld).
 */
"use strict"

const WEIGHT = { exact: 1, compound: 1, pair: 1, prefix: 0.5, near: 0.6, far: 0.4, acronym: 0.6, longForm: 0.5 }

// A whole abstract is no query; each unknown word is held against every term.
const MOST_WORDS = 40

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

/** What the library's texts say, word by word, and what a typed word may mean in them. */
class Vocabulary {
  /**
   * From all texts, not from the index: a stem is neither a good beginning ("optimiz" does not begin "optim") nor a good
   * neighbour of a typing error ("prsonalizing" is far from "person").
   */
  constructor(texts, acronyms) {
    const words = new Set(texts.flatMap(text => analysis.words(text).map(({ word }) => word)))
    const forms = [...words].flatMap(analysis.forms).filter(form => !analysis.isStop(form))
    this.termOf = new Map(forms.map(form => [form, analysis.stem(form)]))
    this.known = new Set(this.termOf.values())
    this.longForms = new Map(acronyms)
    this.shortForms = new Map(acronyms.map(([short, long]) => [long.join(" "), short]))
    this.longest = Math.max(1, ...acronyms.map(([, long]) => long.length))
  }

  /** The terms of the forms that pass a test. */
  matching(test) {
    const terms = new Set()
    this.termOf.forEach((term, form) => { if (test(form)) terms.add(term) })
    return [...terms]
  }

  exact(form) {
    const term = analysis.stem(form)
    return this.known.has(term) ? [term] : []
  }

  prefix(form) {
    return form.length < 2 ? [] : this.matching(known => known.startsWith(form))
  }

  /** The terms one edit away; only where there are none those two away ("ensambles" is no "enables"). */
  typo(form) {
    const most = form.length >= 8 ? 2 : form.length >= 4 ? 1 : 0
    if (!most) return [[], []]
    const far = new Map([...this.termOf.keys()].map(known => [known, edits(form, known, most)]))
    const near = this.matching(known => far.get(known) === 1)
    return [near, near.length || most < 2 ? [] : this.matching(known => far.get(known) === 2)]
  }
}

/** The units of a query (words, compounds in their pieces) and the joins (compounds closed, two units in a row as one). */
const parse = (query, vocabulary) => {
  const units = [], joins = []
  const join = (covered, weight, form = covered.map(unit => unit.form).join("")) => joins.push({ form, units: covered, weight })
  for (const { word } of analysis.words(query.normalize("NFC")).slice(0, MOST_WORDS)) {
    const closed = analysis.fold(word)
    const cut = analysis.pieces(word)
    const known = cut.length > 1 || vocabulary.exact(closed).length
    const names = known ? cut : [...new Set(analysis.hiddenNames(word))]
    const own = (names.length > 1 ? names : cut).map(form => ({ form, label: word, stop: analysis.isStop(form) }))
    if (!own.length) continue
    if (own.length > 1) join(own, WEIGHT.compound, closed)
    if (units.length) join([units.at(-1), own[0]], WEIGHT.pair)
    units.push(...own)
  }
  const meaningful = units.filter(unit => !unit.stop)
  const asked = meaningful.length ? meaningful : units
  return { units: asked, joins: [...joins, ...abbreviated(asked, vocabulary)], last: units.at(-1) }
}

/** The acronyms of the runs of units that are an acronym's long form. */
const abbreviated = (units, vocabulary) => {
  const joins = []
  const stems = units.map(unit => analysis.stem(unit.form))
  for (let start = 0; start < units.length; start++) {
    for (let end = start + 2; end <= Math.min(units.length, start + vocabulary.longest); end++) {
      const form = vocabulary.shortForms.get(stems.slice(start, end).join(" "))
      if (form) joins.push({ form, units: units.slice(start, end), weight: WEIGHT.acronym, instead: true })
    }
  }
  return joins
}

/** What each unit and join may stand for: `[[terms, weight]…]`. */
const expand = ({ units, joins, last }, vocabulary) => {
  const variants = (form, unfinished) => {
    const exact = vocabulary.exact(form)
    const prefix = unfinished || (!exact.length && form.length >= 4) ? vocabulary.prefix(form) : []
    const [near, far] = exact.length || prefix.length ? [[], []] : vocabulary.typo(form)
    return [[exact, WEIGHT.exact], [prefix, WEIGHT.prefix], [near, WEIGHT.near], [far, WEIGHT.far]]
  }
  for (const unit of units) {
    unit.variants = variants(unit.form, unit === last)
    unit.longForm = vocabulary.longForms.get(analysis.stem(unit.form)) ?? []
  }
  return {
    units,
    joins: joins.map(join => ({ ...join, terms: vocabulary.exact(join.form) })).filter(join => join.terms.length),
  }
}

