/* What somebody typed, taken apart: the twin of generator/search/query/syntax.py. Never throws: what is no syntax is a word. */
"use strict"

const FIELDS = ["theme", "dump", "author", "year", "has", "kind"]
const MOST_LETTERS = 2000
const MOST_WORDS = 30 // fewer than 31: the words found are noted in the bits of a number
const MOST_YEARS = 100

const LONGEST_ADDRESS = 200
/** An arXiv id or a DOI, bare or at the end of an address; of an old arXiv id archive and number count, no subject. */
const IDENTIFIER = /^\s*(?:[!-~]*\/(?:arxiv\.)?|arxiv:|doi:)?(?:([0-9]{4}\.[0-9]{4,5}|10\.[0-9]{4,9}\/[!-~]+?)|([a-z-]+)(?:\.[a-z-]+)?(\/[0-9]{7}))(?:v[0-9]{1,2})?(?:\.pdf)?\s*$/i

const yearsFrom = text => {
  const found = /^(\d{4})(?:-|\.\.)(\d{4})$/u.exec(text)
  if (!found) return [text]
  const [first, last] = [Number(found[1]), Math.min(Number(found[2]), Number(found[1]) + MOST_YEARS)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => String(first + at))
}

const addToken = (query, minus, name, text, quoted) => {
  const field = name.toLowerCase()
  const known = field === "title" || FIELDS.includes(field)
  if (name && !known) {
    if (text && !text.startsWith("//")) query.notes.push(`There is no field “${name}”: searched as words.`)
    text = `${name} ${text}`
  }
  if (known && field !== "title") {
    if (analysis.fold(text)) (query.filters[field] ??= []).push(...(field === "year" ? yearsFrom(text) : [text]).map(value => minus + value))
    return
  }
  const room = Math.max(0, MOST_WORDS - query.words.length - query.excludedWords.length)
  const all = analysis.words(text).filter(({ word }) => analysis.fold(word))
  const words = all.slice(0, room).map(({ word }) => ({ text: word, title: known }))
  const forms = words.flatMap(word => analysis.pieces(word.text)).map(form => analysis.isStop(form) ? null : form)
  const phrase = quoted && forms.length > 1 && forms.some(Boolean) ? [{ forms, title: known }] : []
  if (minus) {
    if (phrase.length) query.excludedPhrases.push(...phrase)
    else query.excludedWords.push(...words)
    return
  }
  query.words.push(...words)
  if (all.length) query.finished = quoted
  query.phrases.push(...phrase)
}

// eslint-disable-next-line no-unused-vars -- the engine's
const parseQuery = text => {
  const query = { words: [], phrases: [], excludedWords: [], excludedPhrases: [], filters: {}, notes: [], finished: false }
  query.identifier = Array.from(text.slice(0, 2 * MOST_LETTERS)).length <= LONGEST_ADDRESS ? IDENTIFIER.exec(text)?.slice(1).join("") ?? "" : ""
  const letters = Array.from(text.slice(0, 2 * MOST_LETTERS)).slice(0, MOST_LETTERS).join("").normalize("NFC")
  for (const [, minus, name, quoted, token] of letters.matchAll(/(-?)(?:([A-Za-z]+):)?"([^"]*)"|(\S+)/gu)) {
    if (quoted !== undefined) addToken(query, minus, name ?? "", quoted, true)
    else {
      const plain = /^(-?)(?:([A-Za-z]+):)?([^]*)$/u.exec(token)
      addToken(query, plain[1], plain[2] ?? "", plain[3].replaceAll('"', " "), false)
    }
  }
  const { words, excludedWords, excludedPhrases, filters } = query
  query.empty = !words.length && !excludedWords.length && !excludedPhrases.length && !Object.keys(filters).length
  return query
}
