/*
 * Keys for lists: j and k walk, o opens, s saves, ? tells. They act on the link that has the focus, so that what is seen, heard
 * and done is the same. They keep away while one types, while a dialogue is open, with any modifier, and for good where
 * somebody turned them off (single keys can disturb speech input).
 */

import { element, marks, slugAt } from "./list-saving.js"

const KEYS = [["j, k", "next, previous paper"], ["o", "open it"], ["s", "save it, or take it off the list"], ["/", "search"], ["?", "this help"]]
const ENTRY = ".ps-list > li:has(> .ps-marks)"
const off = () => marks.kept("keys") === "off"

const links = () => [...document.querySelectorAll(`.ps-page ${ENTRY} > a`)].filter(link => link.checkVisibility())
const here = () => document.activeElement?.closest?.(ENTRY)?.querySelector(":scope > a")

const walk = step => {
  const all = links(), at = all.indexOf(here())
  const first = all.findIndex(link => link.getBoundingClientRect().bottom > 80)
  const to = all[at < 0 ? (step > 0 ? first : first - 1) : at + step]
  to?.focus({ focusVisible: true })
  to?.closest("li").scrollIntoView({ block: "nearest" })
}

const dialog = element("dialog", { className: "ps-help", ariaLabel: "Keys" })
const help = () => {
  const box = element("input", { type: "checkbox", checked: !off() })
  box.addEventListener("change", () => marks.keep("keys", box.checked ? "on" : "off"))
  const close = element("button", { type: "button", autofocus: true }, "Close")
  close.addEventListener("click", () => dialog.close())
  dialog.replaceChildren(element("h2", {}, "Keys"),
    element("dl", {}, ...KEYS.flatMap(([key, does]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, does)])),
    element("label", {}, box, " Use these keys on this site"), element("p", {}, close))
  document.querySelector(".ps-content").append(dialog)
  dialog.showModal()
}

const does = {
  j: () => walk(1), k: () => walk(-1), "?": help,
  o: () => here()?.click(), s: () => marks.toggle("saved", slugAt(here())),
}

// Before Material and the search page hear of it: for them "s" is search, as it stays here where no paper has the focus.
addEventListener("keydown", event => {
  const { key, target } = event
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || off()) return
  if (target.closest?.("input, textarea, select, [contenteditable], dialog, [role=dialog]") || document.querySelector("#__search:checked")) return
  if (!Object.hasOwn(does, key) || ((key === "s" || key === "o") && !here())) return
  event.preventDefault()
  event.stopImmediatePropagation()
  does[key]()
}, { capture: true })

/** A button that tells the keys. */
export const keysButton = () => {
  const button = element("button", { type: "button", className: "ps-keys", title: "Keys", ariaLabel: "Keys" }, "?")
  button.addEventListener("click", help)
  return button
}
