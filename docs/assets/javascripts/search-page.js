/*
 * The search page: the field, the list and the address say the same.
 *
 * While one types the address is replaced; what was settled (Enter, an example, a paper opened) stays in the history, so
 * that "back" leads to the last query that somebody meant. How much was shown and how far down one was stands beside it.
 * Whatever comes from the engine or the address is inserted as text. Needs papershelf.js.
 */
"use strict"

;(() => {
  const ROOT = new URL("../../", document.currentScript.src)
  const STEP = 20, PAUSE = 100, PATIENCE = 400
  // Hosts refuse addresses of more than about 8,000 characters; a longer query is kept in the history only.
  const LONGEST_ADDRESS = 2000
  const TITLE = document.title

  const page = document.querySelector(".ps-seek")
  const [form, field, status, also, list, next, examples] =
    ["form", "input", ".ps-says", ".ps-also", ".ps-found", ".ps-next", ".ps-try"].map(part => page.querySelector(part))

  let query = "", shown = [], settled = true, runs = 0, pause, waiting
  let marks, controls
  /** The lists' controls, where they come: without them the page searches all the same. */
  const equip = async () => {
    const [{ build }, { keysButton }, saving] = await Promise.all([import("./list-tools.js"), import("./list-keys.js"), import("./list-saving.js")])
    marks = saving.marks
    controls = build({
      page, sorts: ["best", "listed", "title", "newest", "year", "most"],
      change: () => { remember("pushState", { fresh: true }); run() },
      counts: () => window.papershelf.search(query, { ...controls.asked(), counts: true, limit: 0, snippets: false }),
    })
    controls.bar.append(keysButton())
    controls.restore()
    controls.tools.hidden = true
    status.after(controls.tools)
    recall()
  }
  const equipped = equip().catch(() => {})

  // --- what is shown --------------------------------------------------------------------------------------------------

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties)
    made.append(...children)
    return made
  }

  /** A text with its marks, as nodes. */
  const marked = (text, marks) => {
    let at = 0
    const nodes = marks.flatMap(([start, end]) => {
      const both = [text.slice(at, start), element("mark", {}, text.slice(start, end))]
      at = end
      return both
    })
    return [...nodes, text.slice(at)]
  }

  const link = (url, ...children) => element("a", { href: new URL(url, ROOT).href }, ...children)

  const lacking = words => element("span", {}, "Missing: ",
    ...words.flatMap((word, at) => [at ? ", " : "", element("s", {}, word)]))

  const paper = hit => {
    const facts = element("small", {})
    if (hit.themeName) facts.append(element("span", {}, hit.themeName))
    if (hit.missing.length) facts.append(lacking(hit.missing))
    return element("li", {}, link(hit.url, ...marked(hit.title, hit.titleMarks)),
      element("p", {}, ...marked(hit.snippet, hit.marks)), ...facts.childNodes.length ? [facts] : [])
  }

  /** The offer of another query, as a link in the sentence about the answer. */
  const meantBy = query => query ? [" · ", element("span", { className: "ps-meant" }, "Did you mean ",
    element("a", { href: `?${new URLSearchParams({ q: query })}` }, query), "?")] : []

  const other = ({ url, title }) => link(url, element("small", {}, url.startsWith("themes/") ? "Theme" : "Page"), " ", title)

  const hide = (node, hidden) => { if (node) node.hidden = hidden }

  const say = (...nodes) => {
    clearTimeout(waiting)
    page.classList.add("ps-answered") // the lists to browse may show: they have found their place
    status.replaceChildren(...nodes)
  }

  const empty = () => {
    shown = []
    list.replaceChildren()
    also.replaceChildren();
    [list, also, next].forEach(node => hide(node, true))
  }

  const show = (answer, { added }) => {
    const { hits, pages, total, counts } = answer
    const fresh = added ? hits.slice(shown.length) : hits
    if (added) list.append(...fresh.map(paper))
    else list.replaceChildren(...fresh.map(paper))
    shown = hits
    also.replaceChildren(...pages.map(other))
    next.textContent = `Show ${Math.min(STEP, total - hits.length)} more`
    hide(controls?.tools, !total && !controls.filtered())
    hide(list, !hits.length)
    hide(also, !pages.length)
    hide(next, hits.length >= total)
    if (counts) controls.fill(counts, total)
    controls?.dress()
    say(window.papershelf.says({ ...answer, hits: hits.map(({ missing }) => missing.length), pages: pages.length }),
      ...meantBy(answer.meant))
  }

  const fail = ({ message }) => {
    empty()
    const again = element("button", { type: "button" }, "Try again")
    again.addEventListener("click", () => { field.focus(); run() })
    say(element("b", {}, "The search does not work at the moment."), ` ${message} `, again)
  }

  // --- asking ---------------------------------------------------------------------------------------------------------

  /** Asks for the first papers, or for more of them, and shows what comes unless something newer was asked since. */
  const run = async ({ limit = STEP, added = false } = {}) => {
    const number = ++runs
    clearTimeout(waiting)
    await equipped
    if (number !== runs) return
    const nothing = !query.trim() && !controls?.filtered()
    hide(examples, !nothing)
    document.title = query.trim() ? `${query.trim().slice(0, 80)} · ${TITLE}` : TITLE
    if (nothing) {
      hide(controls?.tools, true)
      empty()
      say()
      return
    }
    waiting = setTimeout(() => status.replaceChildren("Searching…"), PATIENCE)
    try {
      const answer = await window.papershelf.search(query, { ...controls?.asked(), limit, replaces: true, counts: controls?.opened() })
      if (number === runs) show(answer, { added })
    } catch (error) {
      if (number === runs) fail(error)
    }
  }

  const more = async () => {
    const first = shown.length
    await run({ limit: first + STEP, added: true })
    list.children[first]?.querySelector("a").focus()
    remember()
  }

  // --- the address ----------------------------------------------------------------------------------------------------

  const address = () => {
    const url = new URL(location.href)
    url.hash = ""
    url.search = new URLSearchParams([...query.trim() ? [["q", query]] : [], ...controls?.params() ?? [...url.searchParams].filter(([name]) => name !== "q")])
    return url.search.length > LONGEST_ADDRESS ? new URL(location.pathname, location.href) : url
  }

  const remember = (method = "replaceState", { fresh } = {}) =>
    history[method]({ query, limit: fresh ? STEP : Math.max(shown.length, STEP), top: fresh ? 0 : scrollY }, "", address())

  // --- recent searches --------------------------------------------------------------------------------------------------

  const RECENT = 6
  const searches = () => {
    const kept = marks?.kept("recent")
    return Array.isArray(kept) ? kept.filter(one => typeof one === "string" && one.trim() && one.length <= 200).slice(0, RECENT) : []
  }
  const past = element("div", { className: "ps-recent" })
  const recall = () => {
    const forget = element("button", { type: "button" }, "Forget them")
    forget.addEventListener("click", () => { marks.keep("recent", [], true); recall(); field.focus() })
    past.replaceChildren(...searches().length ? [element("h2", {}, "Searched lately, on this device"),
      element("ul", {}, ...searches().map(one => element("li", {}, element("a", { href: `?${new URLSearchParams({ q: one })}` }, one)))), forget] : [])
  }
  const note = () => {
    const text = query.trim().slice(0, 200)
    if (!text || !marks) return
    marks.keep("recent", [text, ...searches().filter(one => one !== text)].slice(0, RECENT), true)
    recall()
  }

  /** Takes over what was typed: a new entry in the history after something settled, else in place of the last. */
  const take = () => {
    clearTimeout(pause)
    if (field.value === query) return
    query = field.value
    shown = []
    remember(settled ? "pushState" : "replaceState")
    settled = false
    run()
  }

  const settle = () => {
    take()
    settled = true
    note()
  }

  /** Shows what an entry of the history says, where there is one, and the address otherwise. */
  const restore = async state => {
    clearTimeout(pause)
    query = state?.query ?? new URLSearchParams(location.search).get("q") ?? ""
    field.value = query
    settled = true
    controls?.restore()
    await run({ limit: state?.limit ?? STEP })
    if (state?.top) scrollTo(0, state.top)
  }

  // --- what people do -------------------------------------------------------------------------------------------------

  form.addEventListener("submit", event => {
    event.preventDefault()
    settle()
  })

  field.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(take, PAUSE)
  })

  field.addEventListener("focus", window.papershelf.warm, { once: true })
  next.addEventListener("click", more)
  addEventListener("popstate", ({ state }) => restore(state))
  addEventListener("pagehide", () => remember())

  list.addEventListener("click", ({ target }) => { if (target.closest("a")) note() })

  page.addEventListener("click", event => {
    const example = event.target.closest(".ps-try a, .ps-meant a")
    if (!example || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    field.value = example.textContent
    field.focus()
    settle()
  })

  const links = () => [field, ...page.querySelectorAll(".ps-meant a, .ps-also a, .ps-found a")]

  /** Arrows walk from the field through what was found and back, as in the dialogue. */
  const walk = event => {
    const all = links(), at = all.indexOf(document.activeElement)
    if (at < 0) return
    const to = all[at + (event.key === "ArrowDown" ? 1 : -1)]
    if (!to) return
    event.preventDefault()
    to.focus()
  }

  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const typing = document.activeElement.matches("input:not([type=radio]), textarea, select")
    if (!typing && ["/", "s", "f"].includes(event.key)) {
      event.preventDefault()
      field.focus()
      field.select()
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event)
    if (event.key === "Escape" && document.activeElement !== field && links().includes(document.activeElement)) field.focus()
  })

  examples?.append(past)
  restore(history.state)
  // On a phone the keyboard would cover half of what one came to see.
  if (!query && matchMedia("(pointer: fine)").matches) field.focus()
})()
