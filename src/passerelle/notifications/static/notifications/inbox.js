/* The number at the inbox stays true while a page stays open; what one reads on the page is read in the inbox. */
import { post } from "../ui/js/post.js";

const READING = 3000; // as long as a glance at the page takes
const place = document.querySelector("[data-inbox]");

if (place) {
  document.addEventListener("live:changed", ({ detail }) => detail.type === "inbox" && refresh());
  opened();
  whenSeen(reading);
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-notice-form]");
  if (!form) return;
  event.preventDefault();
  const line = form.closest(".line");
  const answer = await post(form.action, new FormData(form)).catch(() => null);
  if (!answer?.ok) {
    form.submit();
    return;
  }
  line.classList.remove("line--new");
  line.querySelector(".line__text > .visually-hidden")?.remove();
  line.querySelector("a").focus();
  form.remove();
  refresh();
});

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
