/* What the words of a query may mean: the twin of generator/search/query/meaning.py, which says why. */
"use strict"

const WEIGHT = { exact: 1, prefix: 0.5, near: 0.6, far: 0.4, acronym: 0.6, together: 0.5, compound: 1, family: 0.4 }
const ONE_EDIT_FROM = 4, TWO_EDITS_FROM = 8, PREFIX_OF_ANY = 4, CANDIDATES = 12, SAID = 3, SHORTEST_STEM = 3, SHORTEST_HALF = 3, SHORTEST_BASE = 4
const TAILS = ("able al alism ality ally ance ant ate ated ation ational e ed ely ement ence ent er ers es eness ful fully " +
  "fulness ic ical icate icity ied ies iful ility ing ings ion ional ions ism ist ity ive ively iveness ivity ization ize ized izer izes izing izations less ly ment ments ness or ors ous ously ousness s y").split(" ")
const ENDINGS = [...new Set(TAILS.flatMap(tail => Array.from(tail, (_, at) => tail.slice(at))))].sort()

const SPELLINGS = [
  [/(?<=[a-z]{3}i)s(?=(?:e|ed|es|er|ers|ing|ation|ations)$)/, "z"],
  [/(?<=[a-z]{3}i)z(?=(?:e|ed|es|er|ers|ing|ation|ations)$)/, "s"],
  [/(?<=[a-z]{2}y)s(?=(?:e|ed|es|er|ers|ing)$)/, "z"],
  [/(?<=[a-z]{2}y)z(?=(?:e|ed|es|er|ers|ing)$)/, "s"],
  [/(?<=[a-z]{3})our(?=(?:s|al|ally|ed|ing|able|ite|ites)?$)/, "or"],
  [/(?<=[a-z]{3})or(?=(?:s|al|ally|ed|ing|able|ite|ites)?$)/, "our"],
]

const unique = list => [...new Set(list)]

/** Edits (insert, delete, replace, swap neighbours) between two words, or `most + 1` when there are more. */
const edits = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let older = [], old = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      let best = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) best = Math.min(best, older[j - 2] + 1)
      row.push(best)
      if (best < least) least = best
    }
    if (least > most) return most + 1
    older = old
    old = row
  }
  return Math.min(old[other.length], most + 1)
}

const joined = (units, form, store) => {
  const term = analysis.stem(form)
  return store.entries(term) ? [{ term, units, kind: "compound" }] : []
}

const formsOf = (word, store) => {
  const cut = unique(analysis.pieces(word.text))
  if (cut.length > 1 || store.entries(analysis.stem(analysis.fold(word.text)))) return cut
  const names = unique(analysis.hiddenNames(word.text))
  return names.length > 1 ? names : cut
}

const unitsOf = (query, store) => {
  const units = [], joins = []
  for (const word of query.words) {
    const own = formsOf(word, store).map(form =>
      ({ form, label: word.text, title: word.title, stop: analysis.isStop(form), variants: [], together: [], corrected: [] }))
    if (own.length > 1) joins.push(...joined(own, analysis.fold(word.text), store))
    if (units.length && own.length) joins.push(...joined([units.at(-1), own[0]], units.at(-1).form + own[0].form, store))
    units.push(...own)
  }
  return [units, joins]
}

/** The terms of the words that a form may be the beginning of. */
const begun = (form, store) => {
  const many = store.entries(form + "*")
  store.ready()
  if (many) return [form + "*"]
  const shorter = /^[\0-\x7f]*$/.test(form) ? unique(ENDINGS.map(ending => analysis.stem(form + ending))).sort() : []
  const known = shorter.filter(term => term.length >= SHORTEST_STEM && term.length < form.length && store.entries(term))
  return [...known, ...store.beginning(form)]
}

/** The terms of two words that an unknown one is made of. */
const halves = (form, store) => {
  for (let at = form.length - SHORTEST_HALF; at >= SHORTEST_HALF; at--) {
    const both = [analysis.stem(form.slice(0, at)), analysis.stem(form.slice(at))]
    const known = both.every(half => !analysis.isStop(half) && store.entries(half))
    store.ready()
    if (known) return both
  }
  return []
}

const corrected = (unit, words, distance, most, kind) => {
  const { length } = unit.form
  const near = words.filter(([word]) => Math.abs(word.length - length) <= most && edits(unit.form, word, most) === distance)
  near.sort(([one, seen], [other, seenToo]) => seenToo - seen || (one < other ? -1 : 1))
  unit.corrected = near.slice(0, CANDIDATES).map(([word]) => word)
  return near.length ? [[kind, unique(unit.corrected.map(analysis.stem))]] : []
}

const misspelt = (unit, store) => {
  if (unit.form.length < ONE_EDIT_FROM) return []
  const own = store.words(unit.form.slice(0, 2))
  store.ready()
  const near = corrected(unit, own, 1, 1, "near")
  if (near.length) return near
  unit.together = halves(unit.form, store)
  if (unit.together.length) return near
  const far = unit.form.length >= TWO_EDITS_FROM ? corrected(unit, own, 2, 2, "far") : []
  if (far.length) return far
  const every = store.words()
  store.ready()
  return corrected(unit, every, 1, 1, "near")
}

/** The terms of a word's British or American spelling. */
const spellings = form => SPELLINGS.filter(([pattern]) => pattern.test(form)).map(([pattern, other]) => analysis.stem(form.replace(pattern, other)))

// --- "did you mean": the twin of generator/search/query/suggestion.py ---------------------------------------------------

const LONGEST_SUGGESTION = 200

const spelt = ({ corrected: words, label, form }, best, store) => {
  const word = words.find(one => store.entries(analysis.stem(one))?.documents.includes(best)) ?? words[0]
  const at = label.toLowerCase().indexOf(form)
  return at < 0 ? word : label.slice(0, at) + word + label.slice(at + form.length)
}

/** Another query to offer, or null; `best` is the number of the best hit, undefined when nothing passes but words occur. */
// eslint-disable-next-line no-unused-vars -- the engine's
const suggestion = (text, query, meaning, best, store) => {
  const written = text.normalize("NFC")
  if (Array.from(written).length > LONGEST_SUGGESTION) return null
  if (best === undefined) {
    const words = query.words.map(word => word.text).join(" ")
    return words === written.trim() ? null : words
  }
  let corrected = written
  for (const unit of meaning.units.filter(one => one.corrected.length)) {
    const label = new RegExp(`(?<![\\p{L}\\p{N}])${unit.label.replaceAll(".", "\\.")}(?![\\p{L}\\p{N}])`, "gu")
    corrected = corrected.replace(label, () => spelt(unit, best, store))
  }
  return corrected === written ? null : corrected
}

// --- a name: the twin of generator/search/query/authors.py, which says why -----------------------------------------------

const MOST_NAMES = 4, FEW_PAPERS = 20, RARE = 0.01

/** The query for an author's papers, or null; `having` papers have all words of this one. */
// eslint-disable-next-line no-unused-vars -- the engine's
const byAuthor = (text, { words, filters, excludedWords, excludedPhrases }, having, store) => {
  if (!store.manifest.authors || having > Math.min(FEW_PAPERS, RARE * store.manifest.papers) || !words.length || words.length > MOST_NAMES) return null
  if (excludedWords.length || excludedPhrases.length || Object.keys(filters).length || words.some(word => word.title)) return null
  const forms = unique(words.flatMap(word => analysis.pieces(word.text)))
  const [first, ...others] = forms.map(form => new Set(store.entries(`!author~${form}`)?.documents))
  store.ready()
  const by = first ? [...first].filter(number => others.every(one => one.has(number))).length : 0
  return by > having ? `author:"${text.normalize("NFC").replace(/["\s]+/gu, " ").replace(/^[ -]+|[ -]+$/g, "")}"` : null
}

const variantsOf = (unit, store, unfinished) => {
  const term = analysis.stem(unit.form)
  const exact = unique([term, ...spellings(unit.form)]).filter(key => store.entries(key))
  const wanted = unfinished || (!exact.length && unit.form.length >= PREFIX_OF_ANY)
  const prefix = wanted ? begun(unit.form, store).filter(key => key !== term && !exact.includes(key)) : []
  store.ready()
  const kinds = [["exact", exact], ["prefix", prefix]].filter(([, terms]) => terms.length)
  return kinds.length ? kinds : misspelt(unit, store)
}

/** Gives acronyms their long forms, and returns the acronyms of long forms that are asked for. */
const acronymsOf = (units, store, also) => {
  const joins = [], stems = units.map(unit => analysis.stem(unit.form))
  units.forEach((unit, at) => {
    const seen = new Set()
    for (const [acronym, ...words] of store.notes(stems[at])) {
      if (seen.has(acronym)) continue
      seen.add(acronym)
      const terms = unique(words.filter(word => !analysis.isStop(word)).map(analysis.stem))
      if (acronym === stems[at]) {
        unit.together = terms
        also.push(words.join(" "))
      } else if (terms.every((term, from) => term === stems[at + from])) {
        joins.push({ term: acronym, units: units.slice(at, at + terms.length), kind: "acronym", instead: true })
        also.push(acronym)
      }
    }
  })
  return joins
}

// eslint-disable-next-line no-unused-vars -- the engine's
const meaningOf = (query, store) => {
  for (const { text } of query.words) {
    for (const form of analysis.forms(text)) store.entries(analysis.stem(form))
  }
  store.ready()
  const [units, joins] = unitsOf(query, store)
  store.ready()
  const last = query.finished ? undefined : units.at(-1)
  const meaningful = units.filter(unit => !unit.stop)
  const asked = meaningful.length ? meaningful : units
  const also = []
  for (const unit of asked) {
    unit.variants = variantsOf(unit, store, unit === last)
    also.push(...unit.corrected.slice(0, SAID))
  }
  joins.push(...acronymsOf(asked, store, also))
  return known({ units: asked, joins, also }, store)
}

/** A meaning with all of its terms, whose lists are here. */
const known = ({ units, joins, also }, store) => {
  const terms = [...units.flatMap(unit => [...unit.variants.flatMap(([, own]) => own), ...unit.together]), ...joins.map(join => join.term)]
  terms.forEach(term => store.entries(term))
  store.ready()
  return { units, joins, also: unique(also), terms: new Set(terms) }
}

// --- words of one family: the twin of generator/search/query/family.py -------------------------------------------------

const FAMILY_TAILS = ["", ...TAILS]

const stemsOfFamily = form => {
  const terms = new Set()
  for (let cut = SHORTEST_BASE; cut <= form.length; cut++) {
    if (FAMILY_TAILS.includes(form.slice(cut))) FAMILY_TAILS.forEach(tail => terms.add(analysis.stem(form.slice(0, cut) + tail)))
  }
  terms.delete(analysis.stem(form))
  return [...terms].sort()
}

/** The terms that the index has of a form's family. */
const family = (form, store) => {
  if (!/^[\0-\x7f]*$/.test(form)) return []
  store.families ??= new Map()
  if (!store.families.has(form)) store.families.set(form, stemsOfFamily(form))
  return store.families.get(form).filter(term => store.entries(term))
}

/** A meaning with families, or undefined where there are none. */
// eslint-disable-next-line no-unused-vars -- the engine's
const widened = (meaning, store) => {
  const families = meaning.units.map(unit => {
    const has = unit.variants.filter(([kind]) => kind !== "near" && kind !== "far").flatMap(([, terms]) => terms)
    return family(unit.form, store).filter(term => !has.includes(term))
  })
  store.ready()
  if (!families.some(own => own.length)) return undefined
  let { also } = meaning
  meaning.units.forEach((unit, at) => {
    if (!families[at].length) return
    also = also.filter(word => !unit.corrected.includes(word))
    unit.variants = [...unit.corrected.length ? [] : unit.variants, ["family", families[at]]]
    unit.corrected = []
  })
  return known({ ...meaning, also }, store)
}
