/* Weighs all documents at once: the twin of generator/search/query/match.py and narrowing.py, which say why. */
"use strict"

const COVERAGE = 10, WHOLE_IN_TITLE = 1.15, BEGINNING_IN_TITLE = 1.3, BEGINS_TITLE = 2
const ABSTRACT_STARTS = 64
const FACET = "!"

const rarity = (found, documents) =>
  Math.floor(Math.log(1 + (documents - found + 0.5) / (found + 0.5)) * 1e4 + 0.5) / 1e4

const count = array => array.reduce((sum, value) => sum + (value > 0), 0)

const togetherOf = (terms, store, documents) => {
  const total = new Float64Array(documents), having = new Uint8Array(documents)
  for (const term of terms) {
    const { documents: numbers, codes } = store.entries(term) ?? NONE
    const rare = rarity(numbers.length, documents)
    for (let at = 0; at < numbers.length; at++) {
      total[numbers[at]] += store.weights[codes[at]] * rare
      having[numbers[at]]++
    }
  }
  return total.map((sum, number) => having[number] === terms.length ? sum * (WEIGHT.together / terms.length) : 0)
}

/** The best that each document has for a unit, and what it is to the title. */
const columnOf = (unit, store, documents) => {
  const best = new Float64Array(documents), title = new Uint8Array(documents)
  const titles = store.manifest.weights.titles
  const better = own => { for (let at = 0; at < documents; at++) if (own[at] > best[at]) best[at] = own[at] }
  for (const [kind, terms] of unit.variants) {
    const own = new Float64Array(documents)
    for (const term of terms) {
      const { documents: numbers, codes } = store.entries(term) ?? NONE
      for (let at = 0; at < numbers.length; at++) {
        const number = numbers[at], place = codes[at] % titles
        if (unit.title && !place) continue
        if (store.weights[codes[at]] > own[number]) own[number] = store.weights[codes[at]]
        if (place > title[number]) title[number] = place
      }
    }
    const weight = WEIGHT[kind] * rarity(count(own), documents)
    for (let at = 0; at < documents; at++) own[at] *= weight
    better(own)
  }
  if (unit.together.length && !unit.title) better(togetherOf(unit.together, store, documents))
  return { best, title, rarity: rarity(count(best), documents) }
}

const addJoin = (join, units, store, score, covered) => {
  const { documents, codes } = store.entries(join.term) ?? NONE
  const bits = units.reduce((sum, unit, bit) => sum + (join.units.includes(unit) ? 2 ** bit : 0), 0)
  const weight = WEIGHT[join.kind] * rarity(documents.length, score.length)
  for (let at = 0; at < documents.length; at++) {
    const number = documents[at]
    if (join.instead && (covered[number] & bits) === bits) continue
    score[number] += store.weights[codes[at]] * weight
    covered[number] |= bits
  }
}

/** Arrays over the documents: the score, the share of the query that each has, the units it has as bits. */
// eslint-disable-next-line no-unused-vars -- the engine's
const match = (meaning, store) => {
  const { documents } = store.manifest
  const columns = meaning.units.map(unit => columnOf(unit, store, documents))
  const score = new Float64Array(documents), share = new Float64Array(documents), covered = new Int32Array(documents)
  columns.forEach(({ best }, bit) => {
    for (let at = 0; at < documents; at++) if (best[at] > 0) { score[at] += best[at]; covered[at] |= 1 << bit }
  })
  meaning.joins.forEach(join => addJoin(join, meaning.units, store, score, covered))
  const total = columns.reduce((sum, column) => sum + column.rarity, 0)
  for (let at = 0; at < documents; at++) {
    if (!covered[at]) continue
    let own = 0, whole = true
    for (let bit = 0; bit < columns.length; bit++) {
      if (covered[at] >> bit & 1) own += columns[bit].rarity
      whole &&= columns[bit].title[at] > 0
    }
    share[at] = total ? own / total : own
    const factor = !whole ? 1 : columns[0].title[at] === BEGINS_TITLE ? BEGINNING_IN_TITLE : WHOLE_IN_TITLE
    score[at] = score[at] * (1 + share[at]) ** COVERAGE * factor
  }
  return { score, share, covered, whole: 2 ** columns.length - 1 }
}

/** Which documents pass the filters, exclusions and phrases: a function from a number. */
// eslint-disable-next-line no-unused-vars -- the engine's
const allowed = (query, filters, store) => {
  const { papers } = store.manifest
  const having = keys => {
    const found = new Set()
    for (const key of keys) (store.entries(key) ?? NONE).documents.forEach(number => found.add(number))
    return found
  }
  const value = (field, text, exactly) => {
    const key = `${FACET}${field}:${analysis.fold(text)}`
    if (store.entries(key) || exactly) return having([key])
    const words = analysis.words(text).flatMap(({ word }) => analysis.pieces(word)).map(form => `${FACET}${field}~${form}`)
    const sets = words.map(word => having(store.entries(word) ? [word] : store.beginning(word)))
    const found = sets.length ? [...sets[0]].filter(number => sets.every(set => set.has(number))) : []
    return found.length ? new Set(found) : sets.length ? having(store.beginning(key)) : new Set(Array(papers).keys())
  }
  const facet = (field, values, exactly) => {
    const wished = values.filter(text => !text.startsWith("-")).map(text => value(field, text, exactly))
    const out = values.filter(text => text.startsWith("-")).map(text => value(field, text.slice(1), exactly))
    return number => number < papers && (!wished.length || wished.some(set => set.has(number))) && !out.some(set => set.has(number))
  }
  const phrase = ({ forms, title }) => {
    const places = forms.map((form, at) => [at, form === null ? null : store.places(form)]).filter(([, own]) => own)
    const [first, start] = places[0]
    const found = new Set()
    for (const [number, own] of start) {
      const fits = place => (!title || place < ABSTRACT_STARTS) &&
        places.every(([at, other]) => other.get(number)?.includes(place - first + at))
      if (own.some(fits)) found.add(number)
    }
    return found
  }
  const tests = Object.entries(query.filters).map(([field, values]) => facet(field, values, false))
  for (const [field, values] of Object.entries(filters ?? {})) {
    if (!FIELDS.includes(field)) throw new RangeError(`no filter "${field}": ${FIELDS.join(", ")}`)
    tests.push(facet(field, [values].flat().map(String), true))
  }
  for (const one of query.phrases) { const found = phrase(one); tests.push(number => found.has(number)) }
  for (const one of query.excludedPhrases) { const found = phrase(one); tests.push(number => !found.has(number)) }
  for (const { text } of query.excludedWords) {
    const found = having([analysis.stem(analysis.fold(text))])
    tests.push(number => !found.has(number))
  }
  store.ready()
  return number => tests.every(test => test(number))
}
