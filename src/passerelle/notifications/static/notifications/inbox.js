/* The number at the inbox stays true while a page stays open; what one reads on the page is read in the inbox. */
import { post } from "../ui/js/post.js";
import { stay } from "../ui/js/toasts.js";

const READING = 3000; // as long as a glance at the page takes
const place = document.querySelector("[data-inbox]");

if (place) {
  document.addEventListener("live:changed", ({ detail }) => detail.type === "inbox" && refresh());
  opened();
  whenSeen(reading);
}

/* A line leaves, or is read, without the page being loaded again; what was done and its way back come among the toasts. */
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-gesture]");
  if (!form) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  const answer = await post(form.action, fields).catch(() => null);
  if (!answer?.ok) {
    addMissing(form, event.submitter);
    form.submit();
    return;
  }
  showToast(await answer.text());
  const line = form.closest(".line");
  if (fields.get("do") === "read") markRead(line, form);
  else leave(line);
  refresh();
});

/* What a form sends by itself does not name the button that was pressed. */
function addMissing(form, button) {
  if (!button?.name) return;
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: button.name, value: button.value });
  form.append(field);
}

function markRead(line, form) {
  line.classList.remove("line--new");
  line.querySelector(".line__text > .visually-hidden")?.remove();
  line.querySelector(".line__title").focus();
  form.remove();
}

/* The focus goes on to the next line, or the one before; an empty day goes too, and an empty page is loaded for what it says then. */
function leave(line) {
  const titles = [...document.querySelectorAll("[data-inbox-lines] .line__title")];
  const at = titles.indexOf(line.querySelector(".line__title"));
  const next = titles[at + 1] ?? titles[at - 1];
  if (!next) {
    location.reload();
    return;
  }
  const day = line.closest("section");
  line.remove();
  if (!day.querySelector(".line")) day.remove();
  next.focus();
}

function showToast(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  const shown = made.content.querySelector("[data-toast]");
  document.querySelectorAll("[data-toasts] form").forEach((old) => old.closest("[data-toast]").remove()); // only the last is undone
  stay(shown);
}

/* Somebody came here through a notice: the address says which. */
async function opened() {
  const address = new URL(location.href);
  const number = address.searchParams.get("notice");
  if (!number) return;
  address.searchParams.delete("notice");
  history.replaceState(history.state, "", address);
  await post(`${place.dataset.inbox}${Number(number)}/read/`, {});
  refresh();
}

/* Who looks at a conversation has read what the inbox tells of it. */
async function reading() {
  const subject = document.querySelector('[data-live-subject^="contribution:"]')?.dataset.liveSubject;
  if (!subject || !Number(place.dataset.unread)) return;
  await post(place.dataset.inboxRead, { contribution: subject.split(":")[1] });
  refresh();
}

function whenSeen(then) {
  let waiting = document.hidden ? 0 : setTimeout(then, READING);
  document.addEventListener("visibilitychange", () => {
    clearTimeout(waiting);
    if (!document.hidden) waiting = setTimeout(then, READING);
  });
}

async function refresh() {
  const answer = await fetch(place.dataset.inboxUnread).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { unread } = await answer.json();
  place.dataset.unread = unread;
  for (const link of document.querySelectorAll(`:is(.rail, .bar) a[href="${place.dataset.inbox}"]`)) show(link, unread);
}

function show(link, unread) {
  for (const old of link.querySelectorAll(".rail__count, .dot")) old.remove();
  if (!unread) return;
  if (link.matches(".rail__link")) link.append(span("rail__count", unread));
  link.append(span("dot", ""));
}

function span(name, text) {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}
