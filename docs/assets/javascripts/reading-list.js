/*
 * The reading list: what is saved, or what a link brought (`#papers=slug,slug`), which can only be read until it is saved.
 * Titles come from the search's index, BibTeX from the papers' own pages: a few kB a paper, however large the library is.
 */
"use strict"

;(() => {
  const ROOT = new URL("../../", document.currentScript.src)
  const { marks, controls } = window.papershelf
  const { element, papers, pageOf } = controls
  const place = document.querySelector(".ps-reading > section"), MOST = 500, AT_ONCE = 6

  const brought = () => location.hash.startsWith("#papers=") ? marks.slugs(location.hash.slice(8).split(",")).slice(0, MOST) : undefined
  const status = element("p", { className: "ps-count", role: "status" })
  const button = (text, does) => {
    const made = element("button", { type: "button" }, text)
    made.addEventListener("click", does)
    return made
  }

  const entry = (slug, hit) => element("li", {},
    element("a", { href: new URL(`papers/${slug}/`, ROOT).href }, hit?.title ?? slug.replaceAll("-", " ")),
    ...hit?.snippet ? [element("p", {}, hit.snippet)] : [],
    ...hit?.themeName ? [element("small", {}, element("span", {}, hit.themeName))] : [])

  /** One entry after the other, a few at once, in their order; those that could not be had are undefined. */
  const entries = async slugs => {
    const found = []
    for (let at = 0; at < slugs.length; at += AT_ONCE) {
      found.push(...await Promise.all(slugs.slice(at, at + AT_ONCE).map(async slug => {
        try { return (await pageOf(slug)).querySelector(".ps-cite pre")?.textContent.trim().replace(/^\t/gm, "  ") } catch { return undefined }
      })))
    }
    return found
  }

  const save = async slugs => {
    status.textContent = "Making the BibTeX file …"
    const found = await entries(slugs), had = found.filter(Boolean)
    status.textContent = had.length === slugs.length ? `${papers(had.length)} in the file.`
      : `${had.length} of ${papers(slugs.length)} could be had; try again for the others.`
    if (!had.length) return
    const url = URL.createObjectURL(new Blob([`${had.join("\n\n")}\n`], { type: "application/x-bibtex" }))
    element("a", { href: url, download: "reading-list.bib" }).click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }

  const share = async (slugs, field) => {
    field.hidden = false
    field.value = new URL(`reading-list/#papers=${slugs.join(",")}`, ROOT).href
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
      status.textContent = "The link is copied. Who opens it sees these papers."
    } catch { status.textContent = "Copy the link from the field: who opens it sees these papers." }
  }

  const show = async () => {
    const given = brought(), slugs = given ?? marks.all("saved")
    const own = () => given ?? marks.all("saved")
    const field = element("input", { type: "text", readOnly: true, hidden: true, ariaLabel: "Link to share" })
    const list = element("ol", { className: "ps-list", ariaLabel: "Papers" })
    const keep = button(`Save ${slugs.length === 1 ? "it" : "all"} to my list`, () => {
      marks.set("saved", [...marks.all("saved"), ...slugs])
      location.hash = ""
    })
    status.textContent = given ? `Somebody shared ${papers(slugs.length)} with you.`
      : slugs.length ? `${papers(slugs.length)} saved` : "Nothing saved yet. The star beside a paper puts it here."
    place.replaceChildren(element("div", { className: "ps-tools" }, status, ...slugs.length ? [element("p", {},
      ...given ? [keep, element("a", { href: "#" }, "My own list")] : [],
      button("BibTeX", () => save(own())), button("Link to share", () => share(own(), field)), button("Print", () => print()), field)] : []), list)
    if (!slugs.length) return
    list.replaceChildren(...slugs.map(slug => entry(slug)))
    marks.equip(document)
    try {
      const { hits } = await window.papershelf.search("", { narrow: [["slug", slugs]], limit: slugs.length })
      const found = new Map(hits.map(hit => [hit.id, hit]))
      if (!place.contains(list)) return
      list.replaceChildren(...slugs.map(slug => entry(slug, found.get(slug))))
      const gone = slugs.filter(slug => !found.has(slug)).length
      if (gone) status.append(` ${gone === 1 ? "One is" : `${gone} are`} not in this library.`)
    } catch {
      status.append(" Their titles could not be loaded; these are their addresses.")
    }
    marks.equip(document)
  }

  // A paper that is taken off stays in sight until the page is opened anew, so that a slip is undone with the same button.
  marks.watch(() => { if (!brought()) status.textContent = `${papers(marks.all("saved").length)} saved` })
  addEventListener("hashchange", show)
  document.querySelector(".ps-reading .ps-unscripted").hidden = true
  show()
})()
