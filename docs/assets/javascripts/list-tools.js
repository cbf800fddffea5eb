/*
 * The controls above a list of papers. Who uses them (list-page.js, search-page.js) asks the engine for what they say
 * (list-state.js). A select never acts by itself where it filters: its arrow keys would.
 */

import { FIELDS, MARKS, SHOWS, SORTS, asked, filterOf, groups, read, withFilter, worded, written } from "./list-state.js"
import { ROOT, element, equip, marks, slugAt } from "./list-saving.js"

// --- whole abstracts --------------------------------------------------------------------------------------------------
// They come from the papers' own pages, as one scrolls: these have the mathematics, cost 4 kB each, and are then here
// already for whoever opens one. The search's texts would cost two thirds of that and have no mathematics.

const pages = new Map()

/** A page of the site as a document that runs nothing. */
export const pageAt = path => {
  if (!pages.has(path)) {
    pages.set(path, fetch(new URL(path, ROOT)).then(async response => {
      if (!response.ok) throw new Error(String(response.status))
      return new DOMParser().parseFromString(await response.text(), "text/html")
    }).catch(error => { pages.delete(path); throw error }))
  }
  return pages.get(path)
}

const unfold = async entry => {
  const link = entry.querySelector(":scope > a"), has = () => entry.querySelector(":scope > .ps-whole")
  if (has()) return
  try {
    const paragraph = (await pageAt(`papers/${slugAt(link)}/`)).querySelector(".ps-abstract p:not(.ps-none)")
    if (!paragraph || has()) return
    const whole = document.importNode(paragraph, true)
    whole.className = "ps-whole"
    link.after(whole)
  } catch { /* The first lines stay. */ }
}

const near = new IntersectionObserver(seen => seen.forEach(({ isIntersecting, target }) => {
  if (!isIntersecting) return
  near.unobserve(target)
  unfold(target)
}), { rootMargin: "200px" })

// --- the controls -----------------------------------------------------------------------------------------------------

const button = (text, does, properties) => {
  const made = element("button", { type: "button", ...properties }, text)
  made.addEventListener("click", does)
  return made
}

/**
 * Builds the controls.
 *
 * @param {object} options
 * @param {Element} options.page what the choice of density is written to
 * @param {string[]} options.sorts the orders that make sense here, the usual one first
 * @param {boolean} [options.lines] whether papers stand here with the first lines of their abstracts
 * @param {(state: object) => void} options.change is told after each change
 * @param {() => Promise<object>} options.counts asks what there is to filter by, when somebody looks for it
 */
export const build = ({ page, sorts, lines = true, change, counts }) => {
  const offered = lines ? SHOWS : { lines: SHOWS.titles, abstracts: SHOWS.abstracts }
  let state = read(location.search, sorts), loaded = false
  const names = new Map()

  const take = next => {
    state = { ...state, ...next }
    if (panel.hidden) loaded = false
    draw()
    change(state)
  }

  const status = element("p", { className: "ps-count", role: "status" })
  const shows = Object.entries(offered).map(([value, text]) => button(text, () => take({ show: value }), { value }))
  const sort = element("select", {}, ...sorts.map(value => new Option(SORTS[value], value)))
  sort.addEventListener("change", () => take({ sort: sort.value }))
  const choice = element("select")
  const author = element("input", { type: "text", ariaLabel: "Author's name" })
  const named = element("label", { hidden: true }, "or author ", author)
  const add = not => {
    const text = author.value.trim().replace(/^-+/, "").slice(0, 100)
    const filter = filterOf(text ? `author:${text}` : choice.value, not)
    author.value = ""
    if (filter) take({ filters: withFilter(state.filters, filter) })
  }
  const said = element("p", { className: "ps-key" })
  const panel = element("div", { className: "ps-filter", id: "ps-filter", hidden: true },
    element("p", {}, element("label", {}, "Filter by ", choice), named, button("Only these", () => add(false)), button("Without these", () => add(true))), said)
  const opener = button("Filter", () => { open(panel.hidden); if (!panel.hidden) look() }, { className: "ps-opener", ariaExpanded: "false" })
  opener.setAttribute("aria-controls", panel.id)
  const chips = element("p", { className: "ps-chips", hidden: true })
  const bar = element("p", {}, element("span", { className: "ps-show", role: "group", ariaLabel: "How much of each paper" }, ...shows),
    element("label", {}, "Sort ", sort), opener)
  const tools = element("section", { className: "ps-tools", ariaLabel: "How this list is shown" }, status, bar, panel, chips)

  /** Offers what the answer can be narrowed by: not what is chosen, nor what all of its papers have. */
  const fill = (found, total) => {
    const chosen = (field, value) => state.filters.some(one => one.field === field && one.value === value)
    const offers = (field, many) => many !== total || state.filters.some(one => one.field === field)
    const group = (field, values) => {
      const options = values.filter(([value, , many]) => !chosen(field, value) && offers(field, many))
        .map(([value, name, many]) => new Option(many === undefined ? name : `${name} (${many.toLocaleString("en")})`, `${field}:${value}`))
      return options.length ? [element("optgroup", { label: FIELDS[field] }, ...options)] : []
    }
    for (const field of ["theme", "dump"]) for (const [value, name] of found[field] ?? []) names.set(`${field}:${value}`, name)
    const before = choice.value
    choice.replaceChildren(...["has", "kind", "year", "theme", "dump"].flatMap(field => group(field, found[field] ?? [])),
      ...group("mark", MARKS.map(kind => [kind, kind])))
    if ([...choice.options].some(({ value }) => value === before)) choice.value = before
    named.hidden = !found.author
    const year = sort.querySelector("[value=year]")
    year.hidden = !(found.year.length || year.selected)
    loaded = true
    draw()
  }

  const look = async () => {
    if (loaded) return
    said.textContent = "Looking what there is …"
    try {
      const answer = await counts()
      fill(answer.counts, answer.total)
      said.textContent = ""
    } catch { said.textContent = "What there is to filter by could not be loaded. The list itself still works." }
  }

  const open = wanted => {
    panel.hidden = !wanted
    opener.ariaExpanded = String(wanted)
  }

  const without = at => {
    take({ filters: state.filters.filter((_, one) => one !== at) })
    const rest = chips.querySelectorAll("button")
    ;(rest[Math.min(at, rest.length - 1)] ?? opener).focus()
  }

  const chip = filter => {
    const text = `${filter.not ? "without" : "only"} ${worded(filter, names)}`
    return button(text, () => without(state.filters.indexOf(filter)), { ariaLabel: `Remove the filter: ${text}` })
  }

  const draw = () => {
    page.dataset.show = state.show
    shows.forEach(one => { one.ariaPressed = String(one.value === (state.show in offered ? state.show : "lines")) })
    sort.value = state.sort
    chips.hidden = !state.filters.length
    chips.replaceChildren(...groups(state.filters).map(group =>
      element("span", {}, ...group.flatMap((filter, at) => [...at ? [element("i", {}, "or")] : [], chip(filter)]))))
    if (state.filters.length > 1) chips.append(button("Remove all", () => { take({ filters: [] }); opener.focus() }, { className: "ps-plain" }))
    dress()
  }

  /** Gives what the list shows now its buttons and, where wanted, its abstracts. */
  const dress = () => {
    equip(page)
    if (state.show === "abstracts") page.querySelectorAll(".ps-list > li:has(> .ps-marks)").forEach(entry => near.observe(entry))
  }

  draw()
  return {
    tools, bar, fill, dress, opened: () => !panel.hidden, say: (...nodes) => status.replaceChildren(...nodes),
    /** Takes over what the address says. */
    restore() { state = read(location.search, sorts); draw(); open(state.filters.length > 0) },
    params: () => written(state, sorts), asked: () => asked(state, marks.all), filtered: () => state.filters.length > 0,
    plain: () => state.sort === sorts[0] && !state.filters.length,
  }
}
