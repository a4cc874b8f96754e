/* Code and tables wider than their column scroll; a keyboard must be able to reach them. */

const WIDE = ".prose :is(pre, table)";

reach(document);
document.addEventListener("htmx:after:settle", (event) => reach(event.target));

function reach(root) {
  for (const box of root.querySelectorAll?.(WIDE) ?? []) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}
