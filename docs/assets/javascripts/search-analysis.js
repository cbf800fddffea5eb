/*
 * From text to index terms: the same steps, in the same order, as generator/search/analysis.py, which says why.
 * Needs `lunr` for its stemmer and stop words.
 */
"use strict"

// eslint-disable-next-line no-unused-vars -- the engine's half of the analysis
const analysis = (() => {
  const WORD = /[\p{L}\p{N}]+(?:[-\u2010\u2011\u2013._'’][\p{L}\p{N}]+)*/gu
  const JOINT = /[-\u2010\u2011\u2013._]/u
  const NOT_ALPHANUMERIC = /[^\p{L}\p{N}]+/gu
  const ACCENTS = /[\u0300-\u036f]/gu
  const HIDDEN_NAME = /[A-Z]*[a-z]+|[A-Z]+/g
  const HIDDEN_NAME_LENGTH = 3
  const LONGEST = 40
  const ASCII = /^[\0-\x7f]*$/

  const unique = list => [...new Set(list.filter(Boolean))]

  /** Text without case, accents, compatibility forms and anything but letters and digits, cut to a length. */
  const fold = text => {
    const bare = text.normalize("NFKD").toLowerCase().replace(ACCENTS, "").normalize("NFC").replace(NOT_ALPHANUMERIC, "")
    return bare.length > LONGEST ? Array.from(bare).slice(0, LONGEST).join("") : bare
  }

  const isStop = form => lunr.stopWordFilter(form) === undefined

  /** The stem of a folded word; only English is stemmed, see generator/search/lunr_js.py. */
  const stem = form => ASCII.test(form) ? lunr.stemmer(new lunr.Token(form, {})).toString() : form

  const pieces = word => unique(word.split(JOINT).map(fold))

  const hiddenNames = word => unique(word.split(JOINT).filter(piece => ASCII.test(piece))
    .flatMap(piece => piece.match(HIDDEN_NAME) ?? []).filter(name => name.length >= HIDDEN_NAME_LENGTH).map(fold))

  /** The folded forms of one word as it stands in a text: closed form first, each once. */
  const forms = word => unique([fold(word), ...pieces(word), ...hiddenNames(word)])

  /** The words of a text with their places: `[{word, start, end}]`. */
  const words = text => Array.from(text.matchAll(WORD), match => ({
    word: match[0], start: match.index, end: match.index + match[0].length,
  }))

  /** The index terms of one word. */
  const terms = word => forms(word).filter(form => !isStop(form)).map(stem)

  return { fold, forms, hiddenNames, isStop, pieces, stem, terms, words }
})()
