/*
 * What a list needs of the engine beside ranking: filters that all have to hold, orders, and how many papers each further
 * filter would leave. It reads the lists of facets, and one file of generator/search/orders.py for what somebody sorts by.
 */
"use strict"

/* eslint-disable no-unused-vars -- the engine's */

const ORDERS = ["listed", "title", "central"], SLUGS = ORDERS.length, THEME_BITS = 20
/** Fields of which several values mean any of them. Each other filter is a question of its own, answered by yes or no. */
const ANY = ["theme", "dump", "year", "kind", "author"]
const NOTHING = { words: [], phrases: [], excludedWords: [], excludedPhrases: [], filters: {} }

const listsOfMore = store => {
  const found = store.file(`search/more-0-${store.manifest.more}.bin`, content => JSON.parse(text(content)))
  store.ready()
  return found.lists
}

/** Numbers of generator/search/orders.py, one a paper. */
const orderFile = (number, store) => {
  const hash = listsOfMore(store).hashes.slice(number * HASH, (number + 1) * HASH)
  const found = store.file(`search/lists-${number}-${hash}.bin`, content => new Uint32Array(content.slice().buffer))
  store.ready()
  return found
}

const crc32 = letters => {
  let sum = -1
  for (const byte of new TextEncoder().encode(letters)) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum >>> 1 ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

const among = (slugs, store) => {
  const sums = new Set(slugs.map(slug => crc32(String(slug)))), all = orderFile(SLUGS, store)
  return number => sums.has(all[number])
}

const withoutTheme = store => store.manifest.themes.map(([slug]) => `-${slug}`)

const testOf = (field, values, store) => {
  if (field === "slug") return among(values, store)
  if (field === "-slug") { const inside = among(values, store); return number => !inside(number) }
  const texts = [values].flat().map(String)
  if (field === "author") return allowed({ ...NOTHING, filters: { author: texts } }, {}, store)
  return allowed(NOTHING, { [field]: field === "theme" && values === "none" ? withoutTheme(store) : texts }, store)
}

/** The tests of `within` and `narrow`: each has to hold, so that a further one never adds papers. */
const testsOf = ({ within, narrow = [] }, store) =>
  [...within ? [within] : [], ...narrow].map(([field, values], at) => ({ field: within && !at ? "" : field, test: testOf(field, values, store) }))

const narrowed = (passes, tests) =>
  tests.length ? number => (!passes || passes(number)) && tests.every(({ test }) => !test || test(number)) : passes

/** All papers with every word asked for; those with any where none has all. */
const wholly = ({ numbers, covered, whole }, mode, passes, papers) => Array.from(numbers)
  .filter(number => number < papers && (mode === "any" || covered[number] === whole) && (!passes || passes(number)))

const having = (key, store) => (store.entries(key) ?? NONE).documents

/** A number for each paper that is in lists of a field: what `of` makes of the one before and of the list's place. */
const tallied = (keys, of, store) => {
  const tally = new Int32Array(store.manifest.papers)
  keys.forEach((key, at) => having(key, store).forEach(number => { tally[number] = of(tally[number], at) }))
  return tally
}

const dumpKeys = store => listsOfMore(store).dumps.map(([id]) => `!dump:${analysis.fold(id)}`)

const VALUES = {
  newest: store => tallied(dumpKeys(store), (_, at) => at + 1, store),
  most: store => tallied(dumpKeys(store), before => before + 1, store),
  year: store => {
    const keys = store.beginning("!year:")
    return tallied(keys, (_, at) => Number(keys[at].slice(6)), store)
  },
}

/** Each paper's place as the list of a theme or a dump shows it: those of the theme first, or as the dump has them. */
const placeWithin = ([field, value] = [], listed, store) => {
  if (field === "dump") {
    const at = listsOfMore(store).dumps.findIndex(([id]) => id === value)
    if (at < 0) return listed
    const place = new Uint32Array(listed.length)
    orderFile(SLUGS + 1 + at, store).forEach((number, row) => { place[number] = row })
    return place
  }
  if (field !== "theme") return listed
  const theme = themeAt(value, store), primary = orderFile(2, store)
  return listed.map((place, number) => place + (primary[number] >>> THEME_BITS === theme ? 0 : listed.length))
}

const themeAt = (slug, store) => store.manifest.themes.findIndex(([one]) => one === slug)

/** Numbers in an order; papers that it holds equal stand as listed. An order that does not exist changes nothing. */
const sorted = (numbers, { sort, within }, store) => {
  if (!ORDERS.includes(sort) && !Object.hasOwn(VALUES, sort ?? "")) return numbers
  const listed = orderFile(0, store), by = place => numbers.sort((one, other) => place[one] - place[other] || listed[one] - listed[other])
  if (sort === "listed") return by(placeWithin(within, listed, store))
  if (sort === "title") return by(orderFile(1, store))
  if (sort === "central") {
    const theme = within?.[0] === "theme" ? themeAt(within[1], store) : -1, elsewhere = 1 << THEME_BITS
    return by(orderFile(2, store).map(value => value % elsewhere + (value >>> THEME_BITS === theme ? 0 : elsewhere)))
  }
  const value = VALUES[sort](store)
  store.ready()
  return by(value.map(one => -one))
}

/** Whether any author is known: the first of their lists tells, so that not all of them are fetched. */
const anyAuthor = store => {
  const directory = store.directory("!author:"), first = directory.number("!author:")
  return [first, first + 1].some(number => number < directory.count &&
    store.read(directory, number).keys.some(key => key.startsWith("!author:")))
}

/**
 * How many papers each value that can be filtered by would leave; nothing unless asked for. A further value of a field of
 * which any counts would add papers: its number is what it has itself, the other filters as they are.
 */
const counted = (every, tests, { counts }, store) => {
  if (!counts) return {}
  const inside = field => {
    const left = new Uint8Array(store.manifest.documents)
    every.forEach(number => { if (tests.every(one => !one.test || (one.field === field && ANY.includes(field)) || one.test(number))) left[number] = 1 })
    return left
  }
  const all = inside()
  const count = (field, values) => {
    const left = tests.some(one => one.field === field) ? inside(field) : all
    return values
      .map(([value, label]) => [value, label, having(`!${field}:${analysis.fold(value)}`, store).reduce((sum, number) => sum + left[number], 0)])
      .filter(([, , papers]) => papers)
  }
  const plain = field => store.beginning(`!${field}:`).map(key => [key.slice(field.length + 2), key.slice(field.length + 2)])
  const found = {
    theme: count("theme", store.manifest.themes), dump: count("dump", [...listsOfMore(store).dumps].reverse()),
    year: count("year", plain("year").reverse()), has: count("has", plain("has")), kind: count("kind", plain("kind")),
    author: anyAuthor(store),
  }
  store.ready()
  return { counts: found }
}
