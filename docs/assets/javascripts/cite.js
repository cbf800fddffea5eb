/*
 * Take a paper's citation away: copy its BibTeX, or save it as BibTeX, RIS or CSL-JSON. All of it is made of what the page
 * has already (the entry in the Cite block, JSON-LD), so that a page carries each fact once and no server is asked.
 * Says the same as generator/outputs/citations does in its files; tests/e2e/test_cite.py holds them together.
 * A page without JSON-LD gives its BibTeX only.
 */
"use strict"

;(() => {
  const entry = document.querySelector(".ps-cite pre")
  const source = document.querySelector('script[type="application/ld+json"]')
  if (!entry) return

  const article = JSON.parse(source?.textContent ?? "{}")
  const key = /^@misc\{([^,\s]*)/.exec(entry.textContent.trim())?.[1] ?? "paper"
  const registered = scheme => (article.identifier ?? []).find(one => one.startsWith(`${scheme}:`))
  const arxiv = registered("arXiv")
  const doi = registered("doi")?.slice("doi:".length)
  const address = article.sameAs?.[0] ?? article.url
  const note = `Listed in ${article.isBasedOn?.name}`
  const authors = article.author ?? []
  const venue = article.publication?.name

  const bibtex = () => `${entry.textContent.trim().replace(/^\t/gm, "  ")}\n`

  /** The parts of a name. A page has its family name only where that is not the last word. */
  const person = ({ name, familyName = name.split(" ").at(-1), honorificSuffix: suffix }) =>
    ({ family: familyName, given: name.slice(0, -`${familyName} ${suffix ?? ""}`.trim().length).trim(), suffix })

  const inverted = one => {
    if (typeof one === "string") return one
    const { family, given, suffix } = person(one)
    return [family, suffix, given].filter(Boolean).join(", ")
  }

  const ris = () => {
    const lines = [
      ["TY", "GEN"], ["TI", article.name], ...authors.map(one => ["AU", inverted(one)]), ["PY", article.datePublished],
      ["T2", venue],
      ["DO", doi], ["AN", arxiv], ["UR", address], ["N1", note], ["ID", key],
    ]
    return `${lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}`).join("\n")}\nER  - \n`
  }

  const csl = () => {
    const item = {
      id: key, type: "article", title: article.name, author: authors.length ? authors.map(one => typeof one === "string" ? { literal: one } : person(one)) : undefined,
      issued: article.datePublished ? { "date-parts": [[Number(article.datePublished)]] } : undefined,
      "container-title": venue, DOI: doi, number: arxiv, URL: address, note,
    }
    return `${JSON.stringify([item], null, 1)}\n`
  }

  const save = (name, type, text) => {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([text], { type }))
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href))
  }

  /** Copies where no clipboard is offered too: a page opened from a disk, or over plain http. */
  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      getSelection().selectAllChildren(entry)
      return document.execCommand("copy")
    }
  }

  const bar = document.createElement("p")
  const button = (name, act) => {
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = name
    made.onclick = act
    bar.append(made)
    return made
  }
  const said = document.createElement("span")
  said.setAttribute("role", "status")
  button("Copy", async () => { said.textContent = await copy(bibtex()) ? "Copied" : "Press Ctrl+C to copy" })
  button("BibTeX", () => save(`${key}.bib`, "application/x-bibtex", bibtex()))
  if (source) button("RIS", () => save(`${key}.ris`, "application/x-research-info-systems", ris()))
  if (source) button("CSL-JSON", () => save(`${key}.json`, "application/vnd.citationstyles.csl+json", csl()))
  bar.append(said)
  entry.after(bar)
})()
