/*
 * What a reader saved and read, kept in this browser only, and the two buttons for it beside each paper.
 *
 * The key in the storage holds the path of the site, so that two sites on one host never share. What stands there is
 * believed only as far as it has the form of a slug. A storage that is full or forbidden is told once, in a sentence; the
 * marks then last until the page is left.
 */
"use strict"

;(() => {
  const ROOT = new URL("../../", document.currentScript.src)
  const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/, LONGEST = 200, MOST = 5000
  const KEY = `papershelf:${ROOT.pathname}:`
  const KINDS = { saved: ["Save", "☆", "★"], read: ["Mark as read", "○", "✓"] }

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties)
    made.append(...children)
    return made
  }

  const isSlug = slug => typeof slug === "string" && slug.length <= LONGEST && SLUG.test(slug)

  /** The slugs in a list of anything, each once. */
  const slugs = given => [...new Set(Array.isArray(given) ? given.filter(isSlug) : [])].slice(0, MOST)

  let told = false
  const tell = () => {
    if (told) return
    told = true
    document.querySelector("main .ps-content").prepend(element("p", { className: "ps-notice", role: "status" },
      "This browser does not let the site keep anything (its storage is full or forbidden). What you save or mark lasts until you leave this page."))
  }

  const memory = new Map()
  /** A value that was kept under a name, undefined where there is none. */
  const kept = name => {
    if (memory.has(name)) return memory.get(name)
    try { return JSON.parse(localStorage.getItem(KEY + name)) ?? undefined } catch { return undefined }
  }
  const keep = (name, value) => {
    try {
      localStorage.setItem(KEY + name, JSON.stringify(value))
      memory.delete(name)
    } catch {
      memory.set(name, value)
      tell()
    }
  }

  const watchers = []
  const all = kind => slugs(kept(kind))
  const has = (kind, slug) => all(kind).includes(slug)
  const changed = () => watchers.forEach(watch => watch())
  const set = (kind, given) => { keep(kind, slugs(given)); changed() }
  const toggle = (kind, slug) => {
    const before = all(kind)
    set(kind, before.includes(slug) ? before.filter(other => other !== slug) : [slug, ...before])
  }

  /** The slug of the paper that an address of this site leads to. */
  const slugOf = url => {
    const slug = url.pathname.startsWith(`${ROOT.pathname}papers/`) && url.pathname.slice(ROOT.pathname.length + 7).replace(/\/$/, "")
    return isSlug(slug) && !slug.startsWith("page/") ? slug : undefined
  }

  const draw = button => {
    const [, off, on] = KINDS[button.dataset.mark], marked = has(button.dataset.mark, button.dataset.slug)
    button.ariaPressed = String(marked)
    button.firstChild.textContent = marked ? on : off
  }

  const buttons = (slug, title, words) => element("span", { className: "ps-marks" }, ...Object.entries(KINDS).map(([kind, [name, sign]]) => {
    const button = element("button", { type: "button", title: name }, element("span", { ariaHidden: "true" }, sign), words ? ` ${name}` : "")
    if (!words) button.ariaLabel = `${name}: ${title}`
    Object.assign(button.dataset, { mark: kind, slug })
    draw(button)
    return button
  }))

  /** Gives each paper of a list its two buttons; those that have them keep them. */
  const equip = (within = document) => within.querySelectorAll(".ps-page .ps-list > li:not(:has(> .ps-marks))").forEach(entry => {
    const link = entry.querySelector(":scope > a"), slug = link && slugOf(new URL(link.href))
    if (slug) entry.append(buttons(slug, link.textContent))
  })

  addEventListener("click", ({ target }) => {
    const button = target.closest?.(".ps-marks button")
    if (button) toggle(button.dataset.mark, button.dataset.slug)
  })
  addEventListener("storage", ({ key }) => { if (key?.startsWith(KEY)) changed() })
  watchers.push(() => document.querySelectorAll(".ps-marks button").forEach(draw))

  window.papershelf = Object.freeze({
    ...window.papershelf,
    marks: Object.freeze({ all, has, set, toggle, slugs, slugOf, equip, kept, keep, watch: watcher => watchers.push(watcher) }),
  })

  equip()
  const paper = document.querySelector(".ps-paper > header h1"), slug = slugOf(location)
  if (paper && slug) {
    const list = element("a", { href: new URL("reading-list/", ROOT).href }, "Reading list")
    const place = buttons(slug, "", true)
    place.append(list)
    paper.parentNode.append(place)
  }
})()
