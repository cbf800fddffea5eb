/*
 * What the controls of a list say: how much of each paper, in which order, which papers. It stands in the address
 * (`?show=titles&sort=title&only=has:code&not=theme:rlhf`) and nowhere else, so that it can be sent and gone back to.
 * Pure: no page, no storage. tests/e2e/test_list_logic.py runs it as it is.
 */

export const SHOWS = { titles: "Titles", lines: "Lines", abstracts: "Abstracts" }
export const SORTS = {
  best: "Best match", listed: "As listed", title: "Title", newest: "Newest dump", year: "Year",
  central: "Most central", most: "Listed most often",
}
export const FIELDS = { theme: "Theme", dump: "Dump", year: "Year", has: "Offers", kind: "Kind of contribution", author: "Author", mark: "Your marks" }
export const MARKS = ["saved", "read"]
const FILTER = /^(theme|dump|year|has|kind|author|mark):([^\p{Cc}]{1,120})$/u
const MOST = 20
/** Of these a paper may have one of several values; "has" and "mark" are questions of yes and no, each on its own. */
const ANY = ["theme", "dump", "year", "kind", "author"]

/** A filter from its text (`year:2024`), undefined where it is none. */
export const filterOf = (text, not = false) => {
  const [, field, value] = FILTER.exec(text ?? "") ?? []
  return field && !value.startsWith("-") && (field !== "mark" || MARKS.includes(value)) ? { field, value, not } : undefined
}

const same = (one, other) => one.field === other.field && one.value === other.value

/** The filters with one more; the same value asked for and excluded would leave nothing, so the last word counts. */
export const withFilter = (filters, filter) =>
  [...filters.filter(one => !same(one, filter)), ...filter ? [filter] : []].slice(-MOST)

/** What an address says; anything else in it counts as not said. */
export const read = (search, sorts) => {
  const params = new URLSearchParams(search)
  const filters = [...params].filter(([name]) => name === "only" || name === "not")
    .map(([name, text]) => filterOf(text, name === "not")).filter(Boolean).slice(0, MOST)
    .reduce(withFilter, [])
  const known = (name, among) => among.includes(params.get(name)) ? params.get(name) : undefined
  return { show: known("show", Object.keys(SHOWS)) ?? "lines", sort: known("sort", sorts) ?? sorts[0], filters }
}

/** The parameters of an address; what is usual is not said. */
export const written = ({ show, sort, filters }, sorts) => [
  ...show === "lines" ? [] : [["show", show]], ...sort === sorts[0] ? [] : [["sort", sort]],
  ...filters.map(({ field, value, not }) => [not ? "not" : "only", `${field}:${value}`]),
]

/** The filters in groups as they are meant: one of the values of a group; each exclusion, and each "has", for itself. */
export const groups = filters => {
  const made = []
  for (const filter of filters) {
    const group = made.find(([first]) => first.field === filter.field && !first.not && !filter.not && ANY.includes(filter.field))
    if (group) group.push(filter)
    else made.push([filter])
  }
  return made
}

/** What the engine is to be asked, beside the query; `marked` gives the slugs that have a mark. */
export const asked = ({ sort, filters }, marked) => ({
  sort: sort === "best" ? undefined : sort,
  narrow: groups(filters).map(group => {
    const [{ field, value, not }] = group
    if (field === "mark") return [not ? "-slug" : "slug", marked(value)]
    return [field, group.map(one => not ? `-${one.value}` : one.value)]
  }),
})

/** A filter in words; `names` has those of themes and dumps. */
export const worded = ({ field, value }, names) => names.get(`${field}:${value}`) ??
  { has: `has ${value}`, mark: { saved: "saved", read: "read" }[value], author: `by ${value}` }[field] ?? value

export const papers = number => `${number.toLocaleString("en")} paper${number === 1 ? "" : "s"}`

/** How many papers a list shows, in words. */
export const counted = (found, total) =>
  found === total ? papers(found) : found ? `${found.toLocaleString("en")} of ${papers(total)}` : `None of ${papers(total)}`
