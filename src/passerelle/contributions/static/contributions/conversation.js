/* A conversation that stays open: new replies come in below without moving what one reads or writes; answering and quoting
   lead to the form at the end. */
import { toast } from "../ui/js/toasts.js";
import "./drafts.js";

const PAGE = 25;
const TOGETHER = 500; // several hints in a row are one question

const replies = document.querySelector("[data-live-replies]");
const form = document.querySelector("form.reply-form");
let asking = 0;

if (replies) {
  window.htmx.config.morphIgnore.push("open"); // a menu somebody opened stays open
  const subject = document.querySelector("[data-live-subject]")?.dataset.liveSubject;
  document.addEventListener("live:changed", ({ detail }) => `${detail.type}:${detail.id}` === subject && askSoon());
  document.addEventListener("visibilitychange", () => replies.dataset.behind && askSoon());
}

document.addEventListener("click", (event) => {
  if (!form || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const [answer, quote, nobody] = ["[data-reply-to]", "[data-quote]", "[data-reply-to-none]"].map((mark) => event.target.closest(mark));
  if (!answer && !quote && !nobody) return;
  event.preventDefault();
  if (answer) answerTo(answer);
  if (quote) quoteFrom(quote);
  if (nobody) aim("", "");
  if (!quote) focusForm();
});

function askSoon() {
  clearTimeout(asking);
  if (document.hidden) replies.dataset.behind = "yes";
  else asking = setTimeout(ask, TOGETHER);
}

/* The replies that are shown, as they are now, and those that came since; where more wait to be loaded they go on waiting. */
async function ask() {
  delete replies.dataset.behind;
  const before = ids();
  const tops = replies.querySelectorAll(":scope > [id^='r-']").length;
  const shown = tops + (replies.querySelector(":scope > [data-more]") ? 0 : PAGE);
  const answer = await fetch(`${replies.dataset.liveReplies}?shown=${shown}`).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const text = await answer.text();
  await inPlace(() => window.htmx.swap({ target: replies, swap: "innerMorph", text }));
  const count = [...ids()].filter((id) => !before.has(id)).length;
  if (count) toast(count === 1 ? replies.dataset.one : replies.dataset.many.replace("{n}", count));
}

function ids() {
  return new Set([...replies.querySelectorAll("[id^='r-']")].map((reply) => reply.id));
}

/* What one looks at keeps its place on the screen: the form while one writes, else the first reply in view. */
async function inPlace(change) {
  const writing = form?.contains(document.activeElement) && form;
  const anchor = writing || [...replies.querySelectorAll("[id^='r-']")].find((reply) => reply.getBoundingClientRect().bottom > 0);
  const before = anchor?.getBoundingClientRect().top;
  const root = document.documentElement;
  root.style.overflowAnchor = "none"; // one of us holds the place, not both
  await change();
  if (anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
}

function answerTo(button) {
  aim(button.dataset.replyTo, button.closest(".reply").querySelector(".person__name")?.textContent ?? "");
}

function aim(pid, name) {
  form.elements.parent.value = pid;
  const note = form.querySelector("[data-reply-to-note]");
  note.querySelector("span").textContent = name ? note.dataset.words.replace("{name}", name) : "";
  note.hidden = !pid;
  form.dispatchEvent(new Event("change"));
}

async function quoteFrom(button) {
  const answer = await fetch(button.dataset.quote).catch(() => null);
  if (!answer?.ok) {
    location.assign(button.href);
    return;
  }
  const { plain, mention, name, pid } = await answer.json();
  aim(pid, name);
  form.scrollIntoView({ block: "nearest" });
  await form.querySelector("pas-editor").insertQuote(plain, mention, name);
}

function focusForm() {
  form.scrollIntoView({ block: "nearest" });
  (form.querySelector("pas-editor") ?? form.querySelector("textarea")).focus();
}
