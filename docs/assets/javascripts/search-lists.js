/*
 * What a list needs of the engine beside ranking: filters that all have to hold, orders, and how many papers each further
 * filter would leave. It reads the lists of facets, and one file of generator/search/orders.py for what somebody sorts by.
 */
"use strict"

/* eslint-disable no-unused-vars -- the engine's */

const ORDERS = ["listed", "title", "central"], SLUGS = ORDERS.length
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

const withoutTheme = store => ({ theme: store.manifest.themes.map(([slug]) => `-${slug}`) })

/** The filters of an answer with those of `narrow`: each has to hold, so that a further one never adds papers. */
const narrowed = (passes, { narrow = [] }, store) => {
  const tests = narrow.map(([field, value]) => {
    if (field === "slug") return among(value, store)
    if (field === "-slug") { const inside = among(value, store); return number => !inside(number) }
    if (field === "author") return allowed({ ...NOTHING, filters: { author: [String(value)] } }, {}, store)
    return allowed(NOTHING, field === "theme" && value === "none" ? withoutTheme(store) : { [field]: [String(value)] }, store)
  })
  return tests.length ? number => (!passes || passes(number)) && tests.every(test => !test || test(number)) : passes
}

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

/** Numbers in an order; papers that it holds equal stand as listed. An order that does not exist changes nothing. */
const sorted = (numbers, { sort, narrow = [] }, store) => {
  if (!ORDERS.includes(sort) && !Object.hasOwn(VALUES, sort ?? "")) return numbers
  const listed = orderFile(0, store)
  if (sort === "central") {
    // The papers of the theme at hand before those of others that touch it.
    const at = store.manifest.themes.findIndex(([slug]) => narrow.some(([field, value]) => field === "theme" && value === slug))
    const place = orderFile(2, store).map(value => (value & 0xfffff) + (value >>> 20 === at ? 0 : 0x100000))
    return numbers.sort((one, other) => place[one] - place[other] || listed[one] - listed[other])
  }
  if (ORDERS.includes(sort)) {
    const place = orderFile(ORDERS.indexOf(sort), store)
    return numbers.sort((one, other) => place[one] - place[other])
  }
  const value = VALUES[sort](store)
  store.ready()
  return numbers.sort((one, other) => value[other] - value[one] || listed[one] - listed[other])
}

/** Whether any author is known: the first of their lists tells, so that not all of them are fetched. */
const anyAuthor = store => {
  const directory = store.directory("!author:"), first = directory.number("!author:")
  return [first, first + 1].some(number => number < directory.count &&
    store.read(directory, number).keys.some(key => key.startsWith("!author:")))
}

/** How many of the numbers have each value that can be filtered by; nothing unless asked for. */
const counted = (numbers, shown, { counts }, store) => {
  if (!counts) return {}
  const inside = new Uint8Array(store.manifest.documents)
  numbers.forEach(number => { inside[number] = 1 })
  const count = (field, values) => values
    .map(([value, label]) => [value, label, having(`!${field}:${analysis.fold(value)}`, store).reduce((sum, number) => sum + inside[number], 0)])
    .filter(([, , papers]) => papers)
  const plain = field => store.beginning(`!${field}:`).map(key => [key.slice(field.length + 2), key.slice(field.length + 2)])
  const found = {
    theme: count("theme", store.manifest.themes), dump: count("dump", [...listsOfMore(store).dumps].reverse()),
    year: count("year", plain("year").reverse()), has: count("has", plain("has")), kind: count("kind", plain("kind")),
    author: anyAuthor(store),
  }
  store.ready()
  return { counts: found }
}
