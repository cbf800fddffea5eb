/*
 * The first lines of related papers, on demand: they come from the search's texts when the button is pressed, so that no
 * page carries five abstracts more than its own.
 */

const list = document.querySelector(".ps-paper section > ol.ps-list")
const entries = list ? [...list.children] : []
const slugOf = entry => entry.querySelector("a").getAttribute("href").split("/").at(-2)

const button = document.createElement("button")
button.type = "button"
button.className = "ps-next"
button.ariaExpanded = "false"
button.append("Show first lines")

/** Put the beginning of each abstract below its title; a paper without one stays as it is. */
const load = async () => {
  const { hits } = await window.papershelf.search("", { within: ["slug", entries.map(slugOf)], limit: entries.length })
  const lines = new Map(hits.map(hit => [hit.id, hit.snippet]))
  for (const entry of entries) {
    const line = lines.get(slugOf(entry))
    if (!line) continue
    const shown = document.createElement("p")
    shown.append(line)
    entry.querySelector("a").after(shown)
  }
}

let loaded
button.addEventListener("click", async () => {
  const open = button.ariaExpanded === "false"
  try { await (loaded ??= load()) } catch { loaded = undefined; button.textContent = "They could not be loaded. Try again"; return }
  for (const line of list.querySelectorAll("li > p")) line.hidden = !open
  button.ariaExpanded = String(open)
  button.textContent = open ? "Hide first lines" : "Show first lines"
})
if (entries.length) list.after(button)
