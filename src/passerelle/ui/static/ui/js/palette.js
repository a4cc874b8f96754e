/* Ctrl K: type to go somewhere, to do something, or to find what is not in the list. */
import { combobox } from "./combobox.js";

const palette = document.querySelector("[data-palette]");
const input = palette?.querySelector("input");
const options = palette ? [...palette.querySelectorAll("[role=option]")] : [];
const find = palette?.querySelector("[data-find]");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

if (palette) {
  const { typed } = combobox(input, palette.querySelector("[role=listbox]"), { eager: true, narrow });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (palette.open) return palette.close();
    input.value = "";
    typed();
    palette.showModal();
  });
}

function narrow(words) {
  for (const option of options) option.hidden = !plain(option.textContent).includes(plain(words));
  find.hidden = !words;
  find.querySelector("[data-words]").textContent = words;
  const address = new URL(find.href);
  address.searchParams.set("q", words);
  find.href = address;
}
