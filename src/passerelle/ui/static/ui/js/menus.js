/* A menu is a <details>; it closes when one looks elsewhere, and arrows walk through it. */

const open = () => document.querySelector("details[data-menu][open]");

document.addEventListener("click", (event) => {
  const menu = open();
  if (menu && (!menu.contains(event.target) || event.target.closest(".menu__panel :is(a, button)"))) menu.open = false;
});

document.addEventListener("toggle", closeOthers, true);

function closeOthers(event) {
  if (!event.target.matches("details[data-menu][open]")) return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== event.target && !menu.contains(event.target)) menu.open = false;
  }
}

document.addEventListener("keydown", (event) => {
  const menu = open();
  if (!menu) return;
  if (event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && menu.contains(document.activeElement)) {
    event.preventDefault();
    const items = [...menu.querySelectorAll(".menu__panel :is(a, button):not([hidden])")];
    items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
  }
});
