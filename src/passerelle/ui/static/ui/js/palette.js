/* Ctrl K: type to go somewhere, to do something, or to find what is not in the list; the server suggests what bears that name. */

const palette = document.querySelector("[data-palette]");
const input = palette?.querySelector("input");
const options = palette ? [...palette.querySelectorAll("[role=option]")] : [];
const find = palette?.querySelector("[data-find]");
const suggested = palette?.querySelector("[data-suggestions]");
const PAUSE = 120; // milliseconds without a key before the server is asked
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let chosen = null;
let waiting = 0;
let asked = null;

if (palette) {
  options.forEach(name);
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
  clearTimeout(waiting);
  asked?.abort();
  if (words.length > 1) waiting = setTimeout(suggest, PAUSE);
  else suggested.replaceChildren();
}

async function suggest() {
  asked = new AbortController();
  const address = new URL(suggested.dataset.suggestions, location);
  address.searchParams.set("q", input.value.trim());
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok || answer.redirected) return;
    suggested.innerHTML = await answer.text();
  } catch {
    return; // typed on, or offline: the places above stay
  }
  [...suggested.children].forEach((option, index) => name(option, options.length + index));
  if (!chosen?.isConnected || chosen === find) choose(visible()[0]);
}

function name(option, index) {
  option.id = `palette-${index}`;
  option.tabIndex = -1;
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = visible();
  if (step) choose(list.at((list.indexOf(chosen) + step) % list.length));
  else if (event.key === "Enter") chosen?.click();
  else return;
  event.preventDefault();
}

const visible = () => [...palette.querySelectorAll("[role=option]")].filter((option) => !option.hidden);

function choose(option) {
  chosen?.setAttribute("aria-selected", "false");
  chosen = option;
  chosen?.setAttribute("aria-selected", "true");
  chosen?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", chosen?.id ?? "");
}
