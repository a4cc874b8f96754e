/* What appears and needs attention first (`data-focus`) is focused, on the first page and after each swap. */

const take = (root) => root.querySelector?.("[data-focus]")?.focus();

take(document);
document.addEventListener("htmx:after:settle", (event) => take(event.target));
