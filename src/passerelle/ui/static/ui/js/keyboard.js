/* Keys for those who like them: / finds, j and k walk through cards and replies, r answers. */

const typing = (target) => target.closest("input, textarea, select, dialog, [contenteditable]");

const keys = {
  "/": () => focus(document.querySelector("[data-search]")),
  j: () => step(1),
  k: () => step(-1),
  r: () => focus(document.querySelector("[data-composer]")),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (keys[event.key]?.()) event.preventDefault();
});

function step(direction) {
  const items = [...document.querySelectorAll("[data-item]")];
  const here = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[here < 0 && direction < 0 ? items.length - 1 : here + direction];
  return focus(next?.querySelector(".card__title a, .line__title") ?? next?.querySelector("a, button"));
}

function focus(element) {
  if (!element) return false;
  element.focus({ preventScroll: true });
  element.closest("[data-item], form")?.scrollIntoView({ block: "nearest" });
  return true;
}
