/* The search field of every page suggests while one types, as the palette does; Enter still searches. */
import { combobox } from "./combobox.js";

const input = document.querySelector("[data-search]");
const list = document.querySelector("[data-search-list]");

if (input && list) {
  const { typed, choose } = combobox(input, list, { filled: (some) => open(some && document.activeElement === input) });
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  open(false);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus until the click
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) typed();
    if (event.key !== "Escape" || list.hidden) return;
    event.preventDefault(); // what was typed stays
    open(false);
  });

  function open(some) {
    list.hidden = !some;
    input.setAttribute("aria-expanded", String(some));
    if (some) return;
    list.replaceChildren();
    choose(null);
  }
}
