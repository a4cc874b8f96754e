/* The page's side of the worker: register it, show this person what waits to be sent, fill the composer with what was shared. */
import { post } from "../../ui/js/post.js";
import { toast } from "../../ui/js/toasts.js";
import "./unread.js";

const TOLD = "passerelle-push";
const CAPTURE = "passerelle-capture";
const worker = isSecureContext ? navigator.serviceWorker : undefined;
const address = document.querySelector("[data-worker]")?.dataset.worker;
const place = document.querySelector("[data-inbox]"); // only where somebody is signed in
const person = document.querySelector("[data-person-id]")?.dataset.personId; // and not on a device that others use
const list = document.querySelector("[data-outbox]");
let registration;

async function begin() {
  registration = await worker.register(address, { scope: "/" });
  worker.addEventListener("message", ({ data }) => hear[data.about]?.(data));
  worker.startMessages();
  const { active } = await worker.ready;
  if (!person) return leave(active);
  active.postMessage({ ask: "send" });
  addEventListener("online", () => active.postMessage({ ask: "send" }));
  for (const form of document.querySelectorAll("form[data-draft], form[data-keep]")) sign(form);
  remember(document.querySelector("form[data-quick]"));
  if (new URLSearchParams(location.search).has("shared")) await fill(await askShared(active));
  await tellOn();
}

async function leave(active) {
  localStorage.removeItem(CAPTURE);
  active.postMessage({ ask: "leave" });
  await navigator.clearAppBadge?.().catch(() => {});
  if (place) await (await registration.pushManager?.getSubscription())?.unsubscribe();
}

/* What the worker tells. */
const hear = {
  waiting: ({ waiting }) => show(waiting.filter((one) => one.person === person)),
  sent: (one) => one.person === person && toast(list.dataset.sent),
};

/* A text that cannot be sent is kept for who wrote it; on a shared device nobody is named, and nothing is kept. A form of choices says in
   words what is kept of it. */
function sign(form) {
  form.append(hidden("_person", person));
  if (!("keep" in form.dataset)) return;
  const words = form.appendChild(hidden("_words", form.dataset.keep));
  const written = form.querySelectorAll("textarea, input:not([type=hidden], [type=radio], [type=checkbox])");
  form.addEventListener("submit", () => (words.value = [form.dataset.keep, ...[...written].map((one) => one.value)].filter(Boolean).join("\n")));
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

/* Without a network this device takes what the same person brings in a hurry, for where they brought the last one. */
function remember(form) {
  const known = JSON.parse(localStorage.getItem(CAPTURE) ?? "null");
  const addresses = known?.person === person ? known.addresses : {};
  if (form) addresses[form.dataset.quick] = form.action;
  localStorage.setItem(CAPTURE, JSON.stringify({ person, addresses }));
}

/* --- Notices on this device: the server tells it as long as a session lasts, so each new one of the same person says so again --- */

async function tellOn() {
  const subscription = await registration.pushManager?.getSubscription();
  if (!subscription) return;
  if (localStorage.getItem(TOLD) !== person) return void (await subscription.unsubscribe()); // somebody else had asked for it
  if (sessionStorage.getItem(TOLD)) return;
  const { endpoint, keys } = subscription.toJSON();
  const answer = await post(place.dataset.deviceHere, { endpoint, ...keys });
  if (answer.ok) sessionStorage.setItem(TOLD, "yes");
}

/* --- What waits to be sent --- */

function show(waiting) {
  if (!list) return;
  for (const old of list.querySelectorAll(":scope > :not(template)")) old.remove();
  for (const one of waiting) list.append(line(one));
  list.hidden = !waiting.length;
  if (waiting.length) document.querySelector("main").prepend(list);
}

function line({ key, text, address: sentTo, refused, words }) {
  const made = list.querySelector("template").content.firstElementChild.cloneNode(true);
  const part = (name) => made.querySelector(`[data-${name}]`);
  part("what").textContent = list.dataset[refused || "waiting"];
  part("words").textContent = words ?? "";
  part("text").textContent = text;
  part("again").hidden = !refused;
  part("copy").addEventListener("click", () => navigator.clipboard.writeText(text).then(() => toast(list.dataset.copied)));
  part("again").addEventListener("click", () => worker.controller?.postMessage({ ask: "again", key }));
  part("forget").addEventListener("click", () => worker.controller?.postMessage({ ask: "forget", key }));
  made.dataset.address = sentTo;
  return made;
}

/* --- What another app handed over --- */

function askShared(active) {
  if (!document.querySelector("form[data-draft^='new:']")) return null; // what and where is chosen first
  const { port1, port2 } = new MessageChannel();
  active.postMessage({ ask: "shared" }, [port2]);
  return new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
}

async function fill(shared) {
  const form = document.querySelector("form[data-draft^='new:']");
  if (!form || !shared) return;
  const { title, text } = form.elements;
  if (title && !title.value) title.value = shared.title;
  const words = [shared.text, shared.text.includes(shared.url) ? "" : shared.url].filter(Boolean).join("\n\n");
  text.value = [text.value.trim(), words].filter(Boolean).join("\n\n");
  for (const field of [title, text]) field?.dispatchEvent(new Event("change", { bubbles: true }));
  if (shared.files.length) await attach(form, shared.files);
}

/* As if the pictures had been pasted. */
async function attach(form, files) {
  const editor = form.querySelector("pas-editor");
  await customElements.whenDefined("pas-editor");
  await editor.focus();
  const clipboardData = new DataTransfer();
  for (const file of files) clipboardData.items.add(file);
  editor.querySelector("[role=textbox]").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}

if (worker && address) begin().catch(() => {}); // private windows refuse workers, and everything works without
