/* From text to index terms: the same steps as generator/search/analysis.py, which says why. Needs search-stemmer.js. */
"use strict"

// eslint-disable-next-line no-unused-vars -- the engine's half of the analysis
const analysis = (() => {
  const WORD = /[\p{L}\p{N}]+(?:[-\u2010\u2011\u2013._'’][\p{L}\p{N}]+)*/gu
  const JOINT = /[-\u2010\u2011\u2013._]/u
  const UNSPACED = /[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]+/gu
  const HIDDEN_NAME = /[A-Z]*[a-z]+|[A-Z]+/g
  const LONGEST = 40
  const ASCII = /^[\0-\x7f]*$/

  const unique = list => [...new Set(list.filter(Boolean))]

  /** Text without case, accents, compatibility forms and anything but letters and digits, cut to a length. */
  const fold = text => {
    if (/^[a-z0-9]+$/i.test(text)) return text.toLowerCase().slice(0, LONGEST)
    const bare = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/gu, "").normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "")
    return bare.length > LONGEST ? Array.from(bare).slice(0, LONGEST).join("") : bare
  }

  const isStop = form => STOP_WORDS.has(form)

  /** A function that remembers what it gave: the same words come again with each keystroke. */
  const remembering = make => {
    const known = new Map()
    return key => {
      let value = known.get(key)
      if (value === undefined) {
        if (known.size > 50_000) known.clear()
        known.set(key, value = make(key))
      }
      return value
    }
  }

  const stem = remembering(form => ASCII.test(form) ? stemmer(form) : form)

  const pieces = word => word.split(JOINT).map(fold).filter(Boolean)

  const hiddenNames = word => word.split(JOINT).filter(piece => ASCII.test(piece))
    .flatMap(piece => piece.match(HIDDEN_NAME) ?? []).filter(name => name.length >= 3).map(fold)

  /** The folded forms of one word: closed form first, each once. */
  const forms = word => /^[A-Za-z]?[a-z]*$/.test(word) ? [fold(word)] : unique([fold(word), ...pieces(word), ...hiddenNames(word)])

  const found = (text, from) => Array.from(text.matchAll(WORD), match => ({
    word: match[0], start: from + match.index, end: from + match.index + match[0].length,
  }))

  /** Cuts a word where its script changes, and unspaced runs into overlapping pairs of characters. */
  const parts = ({ word, start }) => {
    const all = []
    let at = 0
    for (const run of word.matchAll(UNSPACED)) {
      const letters = Array.from(run[0])
      all.push(...found(word.slice(at, run.index), start + at))
      at = run.index
      for (let one = 0; one < Math.max(1, letters.length - 1); one++) {
        const pair = letters.slice(one, one + 2).join("")
        all.push({ word: pair, start: start + at, end: start + at + pair.length })
        at += letters[one].length
      }
      at = run.index + run[0].length
    }
    return at ? [...all, ...found(word.slice(at), start + at)] : [{ word, start, end: start + word.length }]
  }

  /** The words of a text with their places: `[{word, start, end}]`. */
  const words = text => ASCII.test(text) ? found(text, 0) : found(text, 0).flatMap(parts)

  /** The index terms of one word. */
  const terms = remembering(word => forms(word).filter(form => !isStop(form)).map(stem))

  return { fold, forms, hiddenNames, isStop, pieces, stem, terms, words }
})()
