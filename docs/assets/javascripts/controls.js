/*
 * The controls above a list of papers: how much of each is shown, in which order, which ones. What they say stands in the
 * address (`?show=titles&sort=title&only=has:code&not=theme:rlhf`) and nowhere else, so that it can be sent and gone back to.
 * Who uses them (lists.js, search-page.js) asks the engine. A select never acts by itself: its arrow keys would.
 */
"use strict"

;(() => {
  const { marks } = window.papershelf
  const ROOT = new URL("../../", document.currentScript.src)
  const SHOWS = { titles: "Titles", lines: "Lines", abstracts: "Abstracts" }
  const SORTS = {
    best: "Best match", listed: "As listed", title: "Title", newest: "Newest dump", year: "Year",
    central: "Most central", most: "Listed most often",
  }
  const FIELDS = { theme: "Theme", dump: "Dump", year: "Year", has: "Offers", kind: "Kind of contribution", author: "Author", mark: "Your marks" }
  const MARKS = ["saved", "read"], MOST = 20
  const FILTER = /^(theme|dump|year|has|kind|author|mark):([^\p{Cc}]{1,120})$/u

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties)
    made.append(...children)
    return made
  }

  const papers = number => `${number.toLocaleString("en")} paper${number === 1 ? "" : "s"}`

  /** What an address says; anything else in it counts as not said. */
  const read = (search, sorts) => {
    const params = new URLSearchParams(search), filters = []
    for (const [name, value] of params) {
      const [, field, wanted] = (name === "only" || name === "not") && FILTER.exec(value) || []
      if (field && !wanted.startsWith("-") && (field !== "mark" || MARKS.includes(wanted)) && filters.length < MOST) {
        filters.push({ field, value: wanted, not: name === "not" })
      }
    }
    const known = (name, among) => among.includes(params.get(name)) ? params.get(name) : undefined
    return { show: known("show", Object.keys(SHOWS)) ?? "lines", sort: known("sort", sorts) ?? sorts[0], filters }
  }

  const written = ({ show, sort, filters }, sorts) => [
    ...show === "lines" ? [] : [["show", show]], ...sort === sorts[0] ? [] : [["sort", sort]],
    ...filters.map(({ field, value, not }) => [not ? "not" : "only", `${field}:${value}`]),
  ]

  /** What the engine is to be asked, beside the query. */
  const asked = ({ sort, filters }) => ({
    counts: true, sort: sort === "best" ? undefined : sort,
    narrow: filters.map(({ field, value, not }) =>
      field === "mark" ? [not ? "-slug" : "slug", marks.all(value)] : [field, not ? `-${value}` : value]),
  })

  // --- whole abstracts ------------------------------------------------------------------------------------------------
  // They come from the papers' own pages, as one scrolls: these have the mathematics, cost 4 kB each, and are then here
  // already for whoever opens one. The search's texts would cost two thirds of that and have no mathematics.

  const pages = new Map()
  /** A paper's page as a document that runs nothing. */
  const pageOf = slug => {
    if (!pages.has(slug)) pages.set(slug, fetch(new URL(`papers/${slug}/`, ROOT)).then(async response => {
      if (!response.ok) throw new Error(String(response.status))
      return new DOMParser().parseFromString(await response.text(), "text/html")
    }).catch(error => { pages.delete(slug); throw error }))
    return pages.get(slug)
  }

  const unfold = async entry => {
    const slug = marks.slugOf(new URL(entry.querySelector(":scope > a").href))
    if (!slug || entry.querySelector(":scope > .ps-whole")) return
    try {
      const paragraph = (await pageOf(slug)).querySelector(".ps-abstract p:not(.ps-none)")
      if (!paragraph || entry.querySelector(":scope > .ps-whole")) return
      const whole = document.importNode(paragraph, true)
      whole.className = "ps-whole"
      entry.querySelector(":scope > a").after(whole)
    } catch { /* The first lines stay. */ }
  }

  const near = new IntersectionObserver(seen => seen.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return
    near.unobserve(target)
    unfold(target)
  }), { rootMargin: "200px" })

  // --- the controls ---------------------------------------------------------------------------------------------------

  const label = ({ field, value }, names) =>
    names.get(`${field}:${value}`) ?? (field === "has" ? `has ${value}` : field === "mark" ? `${value} by you` : value)

  /**
   * Builds the controls.
   *
   * @param {object} options
   * @param {Element} options.page what the choice of density is written to
   * @param {string[]} options.sorts the orders that make sense here, the usual one first
   * @param {(state: object, pushed: boolean) => void} options.change is told after each change, with the address renewed
   * @param {() => Promise<object>} options.counts asks what there is to filter by, when somebody looks for it
   */
  const build = ({ page, sorts, change, counts }) => {
    let state = read(location.search, sorts), loaded = false
    const names = new Map()
    const status = element("p", { className: "ps-count", role: "status" })
    const shows = Object.entries(SHOWS).map(([value, text]) => element("button", { type: "button", value }, text))
    const show = element("span", { className: "ps-show", role: "group", ariaLabel: "How much of each paper" }, ...shows)
    const sort = element("select", {}, ...sorts.map(value => new Option(SORTS[value], value)))
    const choice = element("select", { ariaLabel: "Filter by" })
    const author = element("input", { type: "text", ariaLabel: "Author's name", placeholder: "or an author", hidden: true })
    const [only, without] = ["Only these", "Without these"].map(text => element("button", { type: "button" }, text))
    const said = element("p", { className: "ps-key" })
    const filter = element("details", { className: "ps-filter" }, element("summary", {}, "Filter"),
      element("p", {}, choice, author, only, without), said)
    const chips = element("p", { className: "ps-chips", hidden: true })
    const tools = element("section", { className: "ps-tools", ariaLabel: "How this list is shown" },
      status, element("p", {}, show, element("label", {}, "Sort ", sort)), filter, chips)

    /** Offers what the answer can be narrowed by: not what all of its papers have. */
    const fill = (found, total) => {
      const group = (field, values) => {
        const rows = values.filter(([value, , many]) => many !== total && !state.filters.some(one => one.field === field && one.value === value))
        values.forEach(([value, name]) => { if (field === "theme" || field === "dump") names.set(`${field}:${value}`, name) })
        const options = rows.map(([value, name, many]) => new Option(many === undefined ? name : `${name} (${many.toLocaleString("en")})`, `${field}:${value}`))
        return options.length ? [element("optgroup", { label: FIELDS[field] }, ...options)] : []
      }
      const before = choice.value
      choice.replaceChildren(...["theme", "dump", "year", "has", "kind"].flatMap(field => group(field, found[field] ?? [])),
        ...group("mark", MARKS.map(kind => [kind, kind])))
      if ([...choice.options].some(({ value }) => value === before)) choice.value = before
      author.hidden = !found.author
      loaded = true
      draw()
    }

    const draw = () => {
      page.dataset.show = state.show
      shows.forEach(button => { button.ariaPressed = String(button.value === state.show) })
      sort.value = state.sort
      chips.hidden = !state.filters.length
      chips.replaceChildren(...state.filters.map((one, at) => {
        const text = `${one.not ? "without" : "only"} ${label(one, names)}`
        const chip = element("button", { type: "button", value: at, ariaLabel: `Remove the filter: ${text}` }, text, element("span", { ariaHidden: "true" }, " ×"))
        return chip
      }))
      unfolding()
    }

    const unfolding = () => {
      marks.equip(page)
      if (state.show === "abstracts") page.querySelectorAll(".ps-list > li:has(> .ps-marks)").forEach(entry => near.observe(entry))
    }

    const look = async () => {
      if (loaded) return
      said.textContent = "Looking what there is …"
      try {
        const answer = await counts()
        fill(answer.counts, answer.total)
        said.textContent = ""
      } catch {
        said.textContent = "What there is to filter by could not be loaded. The list itself still works."
      }
    }

    const take = next => {
      state = { ...state, ...next }
      draw()
      change(state)
    }
    const add = not => {
      const text = author.value.trim().slice(0, 100)
      const [, field, value] = FILTER.exec(text ? `author:${text.replace(/^-+/, "")}` : choice.value) ?? []
      if (!field || state.filters.length >= MOST) return
      author.value = ""
      take({ filters: [...state.filters.filter(one => one.field !== field || one.value !== value), { field, value, not }] })
    }

    show.addEventListener("click", ({ target }) => { if (target.value) take({ show: target.value }) })
    sort.addEventListener("change", () => take({ sort: sort.value }))
    only.addEventListener("click", () => add(false))
    without.addEventListener("click", () => add(true))
    filter.addEventListener("toggle", () => { if (filter.open) look() })
    chips.addEventListener("click", event => {
      const chip = event.target.closest("button")
      if (!chip) return
      take({ filters: state.filters.filter((_, at) => at !== Number(chip.value)) })
      const rest = chips.querySelectorAll("button")
      ;(rest[Math.min(chip.value, rest.length - 1)] ?? filter.querySelector("summary")).focus()
    })

    filter.open = state.filters.length > 0
    draw()
    return {
      tools, fill, look, unfolding, say: (...nodes) => status.replaceChildren(...nodes),
      state: () => state, params: () => written(state, sorts), asked: () => asked(state),
      restore() { state = read(location.search, sorts); draw() },
      plain: () => state.sort === sorts[0] && !state.filters.length,
    }
  }

  window.papershelf = Object.freeze({ ...window.papershelf, controls: Object.freeze({ build, papers, pageOf, element }) })
})()
