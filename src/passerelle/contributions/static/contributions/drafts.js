/* What is being written is kept: on the server while one writes, on this device while there is no connection. */
import { post } from "../ui/js/post.js";
import { toast } from "../ui/js/toasts.js";

const PAUSE = 1500;
const LARGEST_PARTING = 60_000; // bytes a browser still sends when a page is left

for (const form of document.querySelectorAll("form[data-draft]")) keep(form);

function keep(form) {
  const said = form.querySelector("[data-draft-said]");
  const spare = `draft ${document.querySelector("[data-person]")?.dataset.person} ${form.dataset.draft}`;
  let waiting = 0;
  let changed = false;
  let sent = false;

  const changes = () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  };

  const save = async (options = {}) => {
    clearTimeout(waiting);
    if (!changed || sent) return;
    changed = false;
    const fields = contents(form);
    const answer = await post(form.dataset.draftUrl, fields, options).catch(() => null);
    if (sent) return;
    if (answer?.ok && !answer.redirected) {
      localStorage.removeItem(spare);
      say(said, (await answer.json()).saved ? "saved" : "");
    } else {
      localStorage.setItem(spare, JSON.stringify([...fields]));
      changed = true;
      say(said, "offline");
    }
  };

  form.addEventListener("input", changes);
  form.addEventListener("change", changes);
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine && !form.elements._person) {
      event.preventDefault(); // nothing on this device would keep what is sent: it stays where it is
      toast(document.querySelector("[data-toasts]").dataset.offline);
      return;
    }
    sent = true;
    clearTimeout(waiting);
    localStorage.removeItem(spare);
  });
  addEventListener("pageshow", (event) => (sent = event.persisted ? false : sent));
  addEventListener("online", () => save());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save({ keepalive: new Blob([...contents(form).values()]).size < LARGEST_PARTING });
  });
  restore(form, spare, changes);
}

/* The fields a person fills in; the form's own key belongs to sending it, not to its drafts. */
function contents(form) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  for (const name of ["_key", "_person", "csrfmiddlewaretoken", "next"]) fields.delete(name);
  fields.set("place", form.dataset.draft);
  return fields;
}

/* The connection broke before the last words were kept: this device has them. */
function restore(form, spare, changes) {
  const kept = localStorage.getItem(spare);
  if (!kept) return;
  for (const [name, value] of JSON.parse(kept)) {
    const field = form.elements[name];
    if (!field || !("value" in field) || ["place", "checkbox", "radio"].includes(field.type)) continue;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  changes();
}

function say(region, word) {
  if (region) region.textContent = word ? region.dataset[word] : "";
}
