/* Weighs all documents at once: the twin of generator/search/query/match.py and narrowing.py, which say why. */
"use strict"

const COVERAGE = 10, WHOLE_IN_TITLE = 1.15, BEGINNING_IN_TITLE = 1.3, BEGINS_TITLE = 2
const ABSTRACT_STARTS = 64, FEW = 6
const FACET = "!"

const rarity = (found, documents) =>
  Math.floor(Math.log(1 + (documents - found + 0.5) / (found + 0.5)) * 1e4 + 0.5) / 1e4

/** Arrays over the documents that are used again for each query: making them anew costs more than using them. */
const scratch = store => {
  const { documents } = store.manifest
  store.scratch ??= { own: new Float64Array(documents), having: new Uint8Array(documents), columns: [] }
  return store.scratch
}

const columnArrays = (store, bit) => {
  const { columns } = scratch(store), { documents } = store.manifest
  columns[bit] ??= { best: new Float64Array(documents), title: new Uint8Array(documents) }
  columns[bit].best.fill(0)
  columns[bit].title.fill(0)
  return columns[bit]
}

/** Takes what a list of documents weighs where it is better, and empties `own` for the next kind. */
const takeBest = (found, own, weight, column) => {
  for (const number of found) {
    const value = own[number] * weight
    own[number] = 0
    if (value > 0 && !column.best[number]) column.found.push(number)
    if (value > column.best[number]) column.best[number] = value
  }
}

/** The best that each document has for a unit, and what it is to the title. */
const columnOf = (unit, bit, store) => {
  const { documents } = store.manifest, { titles } = store.manifest.weights, { own, having } = scratch(store)
  const column = { ...columnArrays(store, bit), found: [], rarity: 0 }
  for (const [kind, terms] of unit.variants) {
    const found = []
    for (const term of terms) {
      const { documents: numbers, codes } = store.entries(term) ?? NONE
      for (let at = 0; at < numbers.length; at++) {
        const number = numbers[at], place = codes[at] % titles, weight = store.weights[codes[at]]
        if (unit.title && !place) continue
        if (!own[number]) found.push(number)
        if (weight > own[number]) own[number] = weight
        if (place > column.title[number]) column.title[number] = place
      }
    }
    takeBest(found, own, WEIGHT[kind] * rarity(found.length, documents), column)
  }
  if (unit.together.length && !unit.title) {
    const found = []
    for (const term of unit.together) {
      const { documents: numbers, codes } = store.entries(term) ?? NONE
      const rare = rarity(numbers.length, documents)
      for (let at = 0; at < numbers.length; at++) {
        if (!having[numbers[at]]++) found.push(numbers[at])
        own[numbers[at]] += store.weights[codes[at]] * rare
      }
    }
    for (const number of found) {
      if (having[number] !== unit.together.length) own[number] = 0
      having[number] = 0
    }
    takeBest(found, own, WEIGHT.together / unit.together.length, column)
  }
  column.rarity = rarity(column.found.length, documents)
  return column
}

const addJoin = (join, units, store, found) => {
  const { score, covered, numbers } = found
  const { documents, codes } = store.entries(join.term) ?? NONE
  const bits = units.reduce((sum, unit, bit) => sum + (join.units.includes(unit) ? 2 ** bit : 0), 0)
  const weight = WEIGHT[join.kind] * rarity(documents.length, score.length)
  for (let at = 0; at < documents.length; at++) {
    const number = documents[at]
    if (join.instead && (covered[number] & bits) === bits) continue
    if (!covered[number] && bits) numbers.push(number)
    score[number] += store.weights[codes[at]] * weight
    covered[number] |= bits
  }
}

/** The documents with something of a query, and arrays: the score, the share of the query, the units found as bits. */
// eslint-disable-next-line no-unused-vars -- the engine's
const match = (meaning, store) => {
  const { documents } = store.manifest
  const found = {
    numbers: [], score: new Float64Array(documents), share: new Float64Array(documents), covered: new Int32Array(documents),
    whole: 2 ** meaning.units.length - 1,
  }
  const { numbers, score, share, covered } = found
  const columns = meaning.units.map((unit, bit) => columnOf(unit, bit, store))
  columns.forEach((column, bit) => {
    for (const number of column.found) {
      if (!covered[number]) numbers.push(number)
      score[number] += column.best[number]
      covered[number] |= 1 << bit
    }
  })
  meaning.joins.forEach(join => addJoin(join, meaning.units, store, found))
  const total = columns.reduce((sum, column) => sum + column.rarity, 0)
  for (const number of numbers) {
    let own = 0, whole = true
    for (let bit = 0; bit < columns.length; bit++) {
      if (covered[number] >> bit & 1) own += columns[bit].rarity
      whole &&= columns[bit].title[number] > 0
    }
    share[number] = total ? own / total : own
    const factor = !whole ? 1 : columns[0].title[number] === BEGINS_TITLE ? BEGINNING_IN_TITLE : WHOLE_IN_TITLE
    score[number] = score[number] * (1 + share[number]) ** COVERAGE * factor
  }
  return found
}

const LIFT = 0.08, LIFTED_BY = 5, FEWEST = 2, PAGE = 10

/** Whether a query says a topic: in two words or more, the last one as it stands. */
// eslint-disable-next-line no-unused-vars -- the engine's
const saysTopic = ({ units }) => units.length >= FEWEST && units.at(-1).variants.every(([kind]) => kind !== "prefix")

/** Raises papers that are related to the best of `complete` ones: the twin of generator/search/query/related.py, which says why. */
// eslint-disable-next-line no-unused-vars -- the engine's
const lift = ({ score }, first, complete, units, store) => {
  const near = new Map(), best = first.slice(0, LIFTED_BY), most = score[best[0]]
  const share = LIFT / units * Math.min(1, Math.sqrt(PAGE / complete))
  for (const number of best) {
    for (const other of store.related(number)) near.set(other, (near.get(other) ?? 0) + Math.sqrt(score[number] / most))
  }
  store.ready()
  for (const [number, lifted] of near) {
    if (score[number] > 0) score[number] *= (1 + lifted * share / Math.sqrt(score[number] / most)) ** 2
  }
}

// --- words side by side: the twin of generator/search/query/nearness.py, which says why ---------------------------------

const ASKED = 10, FEWEST_SIDE_BY_SIDE = 4, WITHIN = 2

/** The forms that a document's title and abstract consist of, stop words among them. */
const said = (number, store) => {
  store.told ??= new Map()
  if (!store.told.has(number)) {
    const texts = [store.shown(number).title, store.text(number)]
    const forms = texts.map(text => analysis.words(text).flatMap(({ word }) => analysis.pieces(word)))
    if (store.lacking.size) return forms // not here yet
    store.told.set(number, forms)
  }
  return store.told.get(number)
}

/** Orders the first ones anew, `[{number, score, partial}]` with a way to compare them: who says the words side by side moves up. */
// eslint-disable-next-line no-unused-vars -- the engine's
const heldAgainstTexts = (best, { units }, before, store) => {
  if (units.length < FEWEST_SIDE_BY_SIDE) return best
  const wanted = units.map(unit => analysis.stem(unit.form))
  const follows = (stems, at, next) => stems.some((one, place) => one === wanted[at] && next(stems, place).includes(wanted[at + 1]))
  const pairs = stems => wanted.slice(1).filter((_, at) => follows(stems, at, (all, place) => all.slice(place + 1, place + 1 + WITHIN))).length
  const near = number => 1 + Math.max(...said(number, store).map(forms => pairs(forms.map(analysis.stem)))) / (wanted.length - 1)
  const first = best.slice(0, ASKED).map(one => ({ ...one, score: one.score * near(one.number) }))
  store.ready()
  return [...first.sort(before), ...best.slice(ASKED)]
}

/** Where each form stands in a document, as the index would say it; read in its own words. */
const placesIn = (number, store) => {
  const places = new Map(), [title, abstract] = said(number, store)
  const read = (forms, start) => forms.forEach((form, at) => places.set(form, [...places.get(form) ?? [], start + at]))
  read(title.slice(0, ABSTRACT_STARTS), 0)
  read(abstract, ABSTRACT_STARTS)
  return places
}

/** Which documents pass the filters, exclusions and phrases: a function from a number, or undefined when all do. */
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
    const asked = forms.flatMap((form, at) => form === null ? [] : [{ at, form, documents: having([analysis.stem(form)]) }])
    const [{ documents }] = [...asked].sort((one, other) => one.documents.size - other.documents.size)
    const numbers = [...documents].filter(number => asked.every(one => one.documents.has(number)))
    const rare = documents.size <= FEW
    const read = new Map(rare ? numbers.map(number => [number, placesIn(number, store)]) : [])
    const places = asked.map(({ form }) => rare ? number => read.get(number).get(form) : number => store.places(form).get(number))
    if (!rare) asked.forEach(({ form }) => store.places(form)) // all of them in one go
    const fits = (number, place) => (!title || place < ABSTRACT_STARTS) &&
      asked.every(({ at }, one) => places[one](number)?.includes(place - asked[0].at + at))
    return new Set(numbers.filter(number => places[0](number)?.some(place => fits(number, place))))
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
  return tests.length ? number => tests.every(test => test(number)) : undefined
}
