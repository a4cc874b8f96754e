/* Topics for what is being written: asked for after a pause, put into the field with one click. */
import { post } from "../ui/js/post.js";

const PAUSE = 1200;

for (const place of document.querySelectorAll("[data-propose]")) propose(place);

function propose(place) {
  const form = place.closest("form");
  const field = form.elements.topics;
  let waiting = 0;
  let asked = "";

  place.replaceChildren();

  const ask = async () => {
    const text = `${form.elements.title?.value ?? ""}\n${form.elements.text.value}`;
    if (text + field.value === asked) return;
    asked = text + field.value;
    const fields = new FormData();
    fields.set("title", form.elements.title?.value ?? "");
    fields.set("text", form.elements.text.value);
    fields.set("topics", field.value);
    const answer = await post(place.dataset.propose, fields).catch(() => null);
    if (answer?.ok && !answer.redirected && !place.contains(document.activeElement)) place.innerHTML = await answer.text();
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  place.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-topic]");
    if (!chosen) return;
    const typed = field.value.trim().replace(/,$/, "");
    field.value = typed ? `${typed}, ${chosen.dataset.topic}` : chosen.dataset.topic;
    const next = chosen.nextElementSibling ?? chosen.previousElementSibling;
    chosen.remove();
    (next ?? field).focus();
    if (!next) place.replaceChildren();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
