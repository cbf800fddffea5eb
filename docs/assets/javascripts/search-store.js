/*
 * The search's files in the browser: the twin of generator/search/query/store.py, which describes them.
 *
 * Looking something up never waits. What is not here yet is noted, `ready()` stops the work there, and `answer` fetches all
 * that was noted together and starts the work anew, until nothing is lacking. So the ranking is plain code without promises.
 */
"use strict"

const HASH = 6, LAST = "\u{10ffff}"
const LACKING = Symbol("files are lacking")
const NONE = { documents: [], codes: [] }

class IndexError extends Error {}

/** Variable-length numbers. */
const varints = bytes => {
  const numbers = new Int32Array(bytes.length)
  let count = 0, value = 0, shift = 0
  for (const byte of bytes) {
    value |= (byte & 127) << shift
    if (byte < 128) { numbers[count++] = value; value = shift = 0 } else shift += 7
  }
  return numbers.subarray(0, count)
}

const text = bytes => new TextDecoder().decode(bytes)
const lines = bytes => bytes.length ? text(bytes).split("\n") : []

/** Sorted words that say, in a control character, what they share with the one before. */
const frontCoded = bytes => {
  let word = ""
  // eslint-disable-next-line no-control-regex -- no word has any
  return Array.from(text(bytes).matchAll(/([\0-\x1f])([^\0-\x1f]*)/g), ([, shared, rest]) => word = word.slice(0, shared.charCodeAt(0)) + rest)
}

const sections = (content, count) => {
  let head = 0
  for (let seen = 0; seen < count; head++) if (content[head] < 128) seen++
  return Array.from(varints(content.subarray(0, head)), length => content.subarray(head, head += length))
}

/** Sorted lists, in bits: ones and a zero for the upper part of a number, the lower part apart; all lengths, then all gaps. */
const listsOf = (upper, lower, count, documents) => {
  const bit = (bytes, at) => bytes[at >> 3] >> (7 - (at & 7)) & 1
  let one = 0, other = 0
  const ones = () => { let number = 0; while (bit(upper, one++)) number++; return number }
  const low = (value, width) => { for (; width; width--) value = value * 2 + bit(lower, other++); return value }
  const lengths = Array.from({ length: count }, () => low(1, ones()))
  const numbers = new Int32Array(lengths.reduce((sum, length) => sum + length, 0))
  let start = 0
  return lengths.map(length => {
    const list = numbers.subarray(start, start += length), width = 31 - Math.clz32(Math.max(1, Math.floor(documents * 4 / (5 * length))))
    for (let at = 0, last = -1; at < length; at++) list[at] = last += low(ones(), width) + 1
    return list
  })
}

const shardOf = documents => content => {
  const [upper, lower, codes, names, notes] = sections(content, 5)
  const keys = frontCoded(names), lists = listsOf(upper, lower, keys.length, documents), entries = new Map()
  let at = 0
  keys.forEach((key, number) =>
    entries.set(key, { documents: lists[number], codes: codes.subarray(at, at += lists[number].length) }))
  return { keys, entries, notes: lines(notes).map(line => line.split(" ")) }
}

const placesOf = documents => content => {
  const [upper, lower, each, gaps, names] = sections(content, 5)
  const keys = frontCoded(names), lists = listsOf(upper, lower, keys.length, documents), lengths = varints(each)
  const forms = new Map()
  let one = 0, at = 0
  keys.forEach((form, number) => {
    const found = new Map()
    for (const document of lists[number]) {
      const places = []
      for (let place = 0; places.length < lengths[one]; places.push(place)) {
        do place += gaps[at]; while (gaps[at++] === 255)
      }
      one++
      found.set(document, places)
    }
    forms.set(form, found)
  })
  return forms
}

/** The words of a file, also those that are others with an ending, with a logarithm of their papers. */
const wordsOf = content => {
  const [codes, names] = sections(content, 2)
  return frontCoded(names).flatMap((word, at) => ["", "s", "ed", "ing"]
    .filter((ending, bit) => !ending || codes[at] >> bit + 3 & 1)
    .map(ending => [(/^[ei]/.test(ending) ? word.replace(/e$/, "") : word) + ending, codes[at] & 15]))
}

/** The files of one kind, by range of keys. */
const directory = (kind, { firsts, hashes }) => {
  const keys = firsts.split(" ")
  return {
    count: hashes.length / HASH,
    number(key) {
      let low = 0, high = keys.length
      while (low < high) { const middle = low + high >> 1; if (keys[middle] <= key) low = middle + 1; else high = middle }
      return Math.max(0, low - 1)
    },
    path: number => `search/${kind}-${number}-${hashes.slice(number * HASH, (number + 1) * HASH)}.bin`,
  }
}

const simpleSlug = title => title.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")

// eslint-disable-next-line no-unused-vars -- the engine's
class Store {
  /** @param {(path: string, begun?: Uint8Array) => Promise<Uint8Array>} load the content of a file, decompressed after `begun` */
  constructor(manifest, load) {
    this.manifest = manifest
    this.load = load
    this.terms = directory("terms", manifest.terms)
    const { lowest, step, titles } = manifest.weights
    this.weights = Float64Array.from({ length: 256 }, (_, code) => lowest * step ** Math.floor(code / titles))
    this.shardOf = shardOf(manifest.documents)
    this.placesOf = placesOf(manifest.documents)
    this.files = new Map()
    this.lacking = new Map()
  }

  /** Does work that looks things up, as often as it lacks something. */
  async answer(work) {
    for (;;) {
      this.lacking.clear()
      let done
      try { done = work() } catch (error) { if (error !== LACKING) throw error }
      if (!this.lacking.size) return done
      await Promise.all(Array.from(this.lacking, async ([path, [read, begun]]) => this.files.set(path, read(await this.load(path, begun)))))
    }
  }

  ready() { if (this.lacking.size) throw LACKING }

  /** A file as it was read; `begun` is what its compressed bytes go on from. */
  file(path, read, otherwise, begun) {
    const found = this.files.get(path)
    if (found === undefined) this.lacking.set(path, [read, begun])
    return found ?? otherwise
  }

  directory(key) { return key.startsWith("!") ? this.more("facets") : this.terms }

  read(directory, number) { return this.file(directory.path(number), this.shardOf, { keys: [], entries: new Map(), notes: [] }) }

  entries(key) {
    const directory = this.directory(key)
    return directory.count ? this.read(directory, directory.number(key)).entries.get(key) : undefined
  }

  /** The keys that begin with a text, those of whole beginnings left out. */
  beginning(start) {
    const keys = [], directory = this.directory(start)
    for (let number = directory.number(start); directory.count && number <= directory.number(start + LAST); number++) {
      keys.push(...this.read(directory, number).keys.filter(key => key.startsWith(start) && !key.endsWith("*")))
    }
    return keys
  }

  /** The acronyms near a key; a long form stands where it begins. */
  notes(key) {
    const near = one => this.terms.count ? this.read(this.terms, this.terms.number(one)).notes : []
    const long = ([, ...words]) => words.length > 1
    return near(key).flatMap(note => long(note) ? [note] : note[0] === key ? near(note[1]).filter(other => other[0] === key && long(other)) : [])
  }

  pack(number) {
    const { hashes, size } = this.manifest.titles, pack = Math.floor(number / size)
    const path = `search/titles-${pack}-${hashes.slice(pack * HASH, (pack + 1) * HASH)}.bin`
    return this.file(path, content => JSON.parse(text(content)), ["", []])
  }

  shown(number) {
    const [title, name, ...themes] = this.pack(number)[1][number % this.manifest.titles.size] ?? ["", ""]
    return { title, name: typeof name === "number" ? simpleSlug(title).slice(0, name) : name, themes }
  }

  /** The numbers of a document's nearest papers, nearest first. */
  related(number) { return (this.pack(number)[2]?.[number % this.manifest.titles.size] ?? []).map(gap => number + gap) }

  /** A document's abstract. */
  text(number) {
    const { size, texts } = this.manifest.titles, pack = Math.floor(number / texts), at = pack % (size / texts) * HASH
    const hash = this.pack(number)[0].slice(at, at + HASH), sample = this.sample(), { size: start } = this.manifest.sample
    if (!hash || !sample) return "" // not here yet
    return this.file(`search/texts-${pack}-${hash}.bin`, content => lines(content.subarray(start)), [], sample)[number % texts] ?? ""
  }

  /** What all packs of texts go on from. */
  sample() { return this.file(`search/sample-0-${this.manifest.sample.hash}.bin`, content => content) }

  more(kind) {
    const found = this.file(`search/more-0-${this.manifest.more}.bin`, content => JSON.parse(text(content)))
    this.ready()
    return directory(kind, found[kind])
  }

  /** The vocabulary's words, with the number of their documents, in the files of some letters (or all). */
  words(letters) {
    const all = this.more("words")
    const numbers = letters ? Array.from(letters, letter => all.number(letter)) : Array.from({ length: all.count }, (_, at) => at)
    return all.count ? [...new Set(numbers)].sort((one, other) => one - other).flatMap(at => this.file(all.path(at), wordsOf, [])) : []
  }

  /** The places of a form in each document. */
  places(form) {
    const all = this.more("places")
    return all.count ? this.file(all.path(all.number(form)), this.placesOf, new Map()).get(form) ?? new Map() : new Map()
  }
}
