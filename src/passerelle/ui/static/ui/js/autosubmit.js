/* Filters apply when they change; their button is for those without JavaScript. */

document.addEventListener("change", (event) => {
  event.target.closest("form[data-autosubmit]")?.requestSubmit();
});
