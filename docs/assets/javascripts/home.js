/* The search field of the front page hands over to the search dialogue, at a click or the first letter. */
"use strict"

;(() => {
  const asked = document.querySelector("[data-ps-ask]")
  const field = document.querySelector("[data-md-component=search-query]")

  const handOver = () => {
    if (asked.value) field.value = asked.value // letters typed before this script came
    asked.value = ""
    field.focus()
  }

  asked.addEventListener("click", () => field.focus())
  asked.addEventListener("input", handOver)
})()
