/*
 * The search box: its dialogue, which is of use with scripts only, so no page carries it; what Material's own box lacks; and
 * what box and search page say of an answer. search-worker.js sends what the box needs to know in the first row, see there.
 * Material itself keeps the keys, the rows and the `?q=` links, and must find the dialogue when it starts.
 */
"use strict"

;(() => {
  const PATIENCE = 400, SEARCHING = "Searching…"

  const count = (number, one = "paper") => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`

  /**
   * Says in words how an answer came about.
   *
   * @param {object} answer as the engine gives it, but `hits`: how many words each paper shown lacks, `pages`: how many
   * @returns {string} plain text
   */
  const says = ({ also = [], notes = [], ...answer }) =>
    [counted(answer), ...also.length ? [`also: ${also.join(", ")}`] : [], ...notes].join(" · ")

  const counted = ({ total, mode, hits, pages = 0 }) => {
    const shown = hits.length
    if (!total) return pages ? "No paper found, but:" : "Nothing found. Try fewer or other words."
    const cut = shown < total ? `${shown.toLocaleString("en")} of ${count(total)}` : count(total)
    if (mode === "any") return `No paper has all of these words. The nearest, with some of them: ${cut}`
    // Papers that lack a word come last: the first of them tells how many have every word.
    const complete = hits.findIndex(missing => missing > 0)
    if (complete < 0) return cut
    return `${count(complete)} with every word, ${(total - complete).toLocaleString("en")} with some of them`
  }

  window.papershelf = Object.freeze({ ...window.papershelf, says })

  const header = document.querySelector(".ps-header")
  const link = header?.querySelector("a.ps-find") // the search page has a label for its own field
  if (!link) return
  const words = JSON.parse(document.getElementById("__config").textContent).translations

  // The first label is the one that opens, for Material. The form has no name: with "search", Material would fetch an index.
  header.insertAdjacentHTML("beforeend", [
    '<label for="__search" hidden></label><div class="ps-search" data-md-component="search" role="dialog"><label class="ps-veil" for="__search"></label><div class="ps-panel"><form class="ps-field">',
    '<input type="text" class="md-search__input" data-md-component="search-query" aria-label="Search papers" placeholder="Title, topic or acronym" autocapitalize="off" autocorrect="off" autocomplete="off" spellcheck="false" required>',
    '<button type="reset" tabindex="-1"></button><label for="__search">Close</label></form>',
    '<div class="ps-results" tabindex="0" data-md-scrollfix><div class="md-search-result" data-md-component="search-result">',
    '<div class="md-search-result__meta" role="status"></div><ol class="md-search-result__list"></ol></div></div></div></div>',
  ].join(""))
  const box = header.querySelector(".ps-search")
  box.ariaLabel = words.search
  box.querySelector("button").ariaLabel = words["search.reset"]

  // Without Material's script, or in a new tab, the link leads to the search page. Who shuts the dialogue is where they were.
  let opener
  link.addEventListener("click", event => {
    if (!window.component$ || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    opener = link
    header.querySelector("[for=__search]").click()
  })
  document.getElementById("__search").addEventListener("change", ({ target }) => {
    if (!target.checked) opener = opener?.focus()
  })

  const field = box.querySelector("[data-md-component=search-query]")
  const meta = box.querySelector(".md-search-result__meta")
  const list = box.querySelector(".md-search-result__list")
  meta.append(words["search.result.placeholder"])
  const asMaterialSeesIt = () => field.dispatchEvent(new KeyboardEvent("keyup"))

  let answered = "", at = -1, entered = false, leads = false, ready = false, waiting

  const say = text => {
    meta.textContent = text
    observer.takeRecords()
  }

  const arrived = () => {
    clearTimeout(waiting)
    const told = list.querySelector("[data-says]")
    const answer = told && JSON.parse(told.dataset.says)
    told?.remove()
    if (!answer || answer.query !== answered) at = -1
    answered = answer ? answer.query : ""
    leads = Boolean(answer?.total || answer?.pages)
    if (answer?.failed) say(`The search does not work at the moment. ${answer.failed}`)
    else if (answer) say(says(answer))
    else if (field.value.trim()) say(SEARCHING) // only an empty field has no rows: this answer is an old one
    list.querySelector(".search-all")?.closest("li").classList.add("ps-all")
    list.querySelector(".search-meant")?.closest("li").classList.add("ps-meant")
    list.children[at]?.querySelector("a").focus() // the same rows again, now with snippets
    if (entered && leads && answered === field.value) list.querySelector("li:not(.ps-meant) a")?.click()
    entered &&= answered !== field.value
    if (!ready && document.activeElement === field) warm() // who was faster than the worker's start
    ready = true
  }

  // The worker is Material's: the only way to it leads through the field.
  const warm = () => {
    if (field.value) return
    field.value = " "
    asMaterialSeesIt()
    field.value = ""
    asMaterialSeesIt()
  }

  // Material writes its own count ("matching documents", rows for papers) and then adds the rows, all before anything is painted.
  const observer = new MutationObserver(arrived)
  observer.observe(meta, { childList: true })

  field.addEventListener("input", () => {
    clearTimeout(waiting)
    if (field.value.trim()) waiting = setTimeout(() => say(SEARCHING), PATIENCE)
    // Material looks at the field when a key is let go; a text pasted with the mouse or spoken comes without one.
    asMaterialSeesIt()
  })

  // Who pastes and presses Enter means the paper that will be first, not the one that is.
  field.addEventListener("keydown", event => {
    const enter = event.key === "Enter" && field.value.trim() !== ""
    entered = enter && answered !== field.value
    if (!enter || (leads && !entered)) return
    event.preventDefault()
    event.stopPropagation()
  })

  // "Did you mean" asks anew instead of leaving; in a new tab it leads to the search page.
  list.addEventListener("click", event => {
    const meant = event.target.closest(".ps-meant")?.querySelector(".search-meant").textContent
    if (!meant || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    field.value = meant
    field.focus()
    asMaterialSeesIt()
  }, { capture: true })

  list.addEventListener("focusin", ({ target }) => { at = [...list.children].indexOf(target.closest("li")) })
  field.addEventListener("focus", () => { at = -1 })
  field.addEventListener("focus", warm, { once: true })
})()
