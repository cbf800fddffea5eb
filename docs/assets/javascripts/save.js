/*
 * The two marks of a paper's page. What keeps them comes when one is pressed, or when this site has kept any: a visitor who
 * follows a link to one paper does not pay for a reading list.
 */

const bar = document.createElement("p")
bar.className = "ps-marks"
for (const [mark, name] of [["saved", "Save"], ["read", "Mark as read"]]) {
  const button = document.createElement("button")
  button.type = "button"
  button.dataset.mark = mark
  button.ariaPressed = "false"
  button.append(name)
  bar.append(button)
}
document.querySelector(".ps-paper > header").append(bar)

let saving
const load = () => saving ??= import("./list-saving.js").then(loaded => { loaded.adopt(bar); return loaded })

bar.addEventListener("click", async ({ target }) => {
  if (!target.dataset.mark) return
  try { (await load()).press(target) } catch { saving = undefined; target.title = "This could not be loaded. Try again." }
})
// Who is about to press it need not wait.
for (const sign of ["pointerover", "focusin"]) bar.addEventListener(sign, () => load().catch(() => { saving = undefined }), { once: true })

try {
  if (["saved", "read"].some(mark => localStorage.getItem(`papershelf:${new URL("../../", import.meta.url).pathname}:${mark}`))) load().catch(() => {})
} catch { /* A storage that is forbidden has kept nothing. */ }
