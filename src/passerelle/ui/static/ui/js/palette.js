/* Ctrl K: type to go somewhere, to do something, or to find what is not in the list. */

const palette = document.querySelector("[data-palette]");
const input = palette?.querySelector("input");
const options = palette ? [...palette.querySelectorAll("[role=option]")] : [];
const find = palette?.querySelector("[data-find]");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let chosen = null;

if (palette) {
  options.forEach((option, index) => {
    option.id = `palette-${index}`;
    option.tabIndex = -1;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (palette.open) palette.close();
    else show();
  });
  input.addEventListener("input", narrow);
  input.addEventListener("keydown", walk);
}

function show() {
  input.value = "";
  narrow();
  palette.showModal();
}

function narrow() {
  const words = plain(input.value.trim());
  for (const option of options) option.hidden = !plain(option.textContent).includes(words);
  find.hidden = !words;
  find.querySelector("[data-words]").textContent = input.value.trim();
  const address = new URL(find.href);
  address.searchParams.set("q", input.value.trim());
  find.href = address;
  choose(visible()[0]);
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = visible();
  if (step) choose(list.at((list.indexOf(chosen) + step) % list.length));
  else if (event.key === "Enter") chosen?.click();
  else return;
  event.preventDefault();
}

const visible = () => options.filter((option) => !option.hidden);

function choose(option) {
  chosen?.setAttribute("aria-selected", "false");
  chosen = option;
  chosen?.setAttribute("aria-selected", "true");
  chosen?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", chosen?.id ?? "");
}
