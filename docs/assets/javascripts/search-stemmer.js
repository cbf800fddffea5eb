/*
 * Porter's stemmer ("An algorithm for suffix stripping", 1980) and the stop words, both exactly as lunr.js 2.3.9 has them
 * (MIT, © Oliver Nightingale; its stemmer © Andargor and Christopher McKenzie): the Python side uses lunr.py's.
 */
"use strict"

// eslint-disable-next-line no-unused-vars -- the analysis'
const { stemmer, STOP_WORDS } = (() => {
  const C = "[^aeiou][^aeiouy]*", V = "[aeiouy][aeiou]*"
  const some = new RegExp(`^(${C})?${V}${C}`)
  const one = new RegExp(`^(${C})?${V}${C}(${V})?$`)
  const more = new RegExp(`^(${C})?${V}${C}${V}${C}`)
  const vowel = new RegExp(`^(${C})?[aeiouy]`)
  const short = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`)

  const pairs = text => new Map(text.split(" ").map(pair => pair.split(":")))
  const STEP2 = pairs("ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize " +
    "ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log")
  const STEP3 = pairs("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:")
  const ends = map => new RegExp(`^(.+?)(${[...map.keys()].join("|")})$`)
  const END2 = ends(STEP2), END3 = ends(STEP3)
  const END4 = /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/

  const replaced = (word, end, map) => {
    const found = end.exec(word)
    return found && some.test(found[1]) ? found[1] + map.get(found[2]) : word
  }

  const past = word => {
    const eed = /^(.+?)eed$/.exec(word)
    if (eed) return some.test(eed[1]) ? word.slice(0, -1) : word
    const stem = /^(.+?)(ed|ing)$/.exec(word)?.[1]
    if (!stem || !vowel.test(stem)) return word
    if (/(at|bl|iz)$/.test(stem)) return stem + "e"
    if (/([^aeiouylsz])\1$/.test(stem)) return stem.slice(0, -1)
    return short.test(stem) ? stem + "e" : stem
  }

  const cut = word => {
    const found = END4.exec(word)
    if (found) return more.test(found[1]) ? found[1] : word
    const ion = /^(.+?[st])ion$/.exec(word)
    return ion && more.test(ion[1]) ? ion[1] : word
  }

  const stemmer = typed => {
    if (typed.length < 3) return typed
    let word = typed.replace(/^y/, "Y")
    word = /^(.+?)(ss|i)es$/.test(word) ? word.slice(0, -2) : /^(.+?)([^s])s$/.test(word) ? word.slice(0, -1) : word
    word = past(word).replace(/^(.+?[^aeiou])y$/, "$1i")
    word = cut(replaced(replaced(word, END2, STEP2), END3, STEP3))
    const e = /^(.+?)e$/.exec(word)
    if (e && (more.test(e[1]) || (one.test(e[1]) && !short.test(e[1])))) word = e[1]
    if (/ll$/.test(word) && more.test(word)) word = word.slice(0, -1)
    return word.replace(/^Y/, "y")
  }

  return { stemmer, STOP_WORDS: new Set(("a able about across after all almost also am among an and any are as at be because been but by can " +
    "cannot could dear did do does either else ever every for from get got had has have he her hers him " +
    "his how however i if in into is it its just least let like likely may me might most must my neither " +
    "no nor not of off often on only or other our own rather said say says she should since so some than " +
    "that the their them then there these they this tis to too twas us wants was we were what when where " +
    "which while who whom why will with would yet you your").split(" ")) }
})()
