/* A feed that stays open: "3 new" waits on top until one asks for it; what was seen moves the unread line. */
import { announce } from "../ui/js/live-region.js";
import { post } from "../ui/js/post.js";

const SEEN = 3000;
const TOGETHER = 800; // several hints in a row are one question

const feed = document.querySelector("[data-live-feed]");
let asking = 0;
let seeing = 0;

if (feed) {
  document.addEventListener("live:changed", ({ detail }) => concerns(detail) && askSoon());
  document.addEventListener("visibilitychange", () => {
    seeSoon();
    if (feed.dataset.behind) askSoon();
  });
  seeSoon();
}

/* A community's page listens to its own community, home to all of one's own. */
function concerns({ type, id }) {
  const subject = feed.dataset.liveSubject;
  return type === "community" && (!subject || subject === `community:${id}`);
}

function askSoon() {
  clearTimeout(asking);
  if (document.hidden) feed.dataset.behind = "yes";
  else asking = setTimeout(ask, TOGETHER);
}

async function ask() {
  delete feed.dataset.behind;
  const address = new URL(location.href);
  address.searchParams.set("newer", feed.dataset.newest || "0");
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-newcomers]");
  waiting()?.remove();
  if (!found) return;
  feed.before(document.adoptNode(found));
  announce(found.querySelector("button").textContent.trim());
  found.querySelector("button").addEventListener("click", () => bringIn(found));
}

function waiting() {
  return document.querySelector("[data-newcomers]");
}

/* On top of the feed, each card once; the first of them gets the focus. */
function bringIn(pill) {
  if ("many" in pill.dataset) {
    scrollTo({ top: 0 });
    location.reload();
    return;
  }
  const cards = [...document.adoptNode(pill.querySelector("template").content).children];
  for (const card of cards) document.getElementById(card.id)?.remove();
  for (const empty of feed.querySelectorAll(":scope > .empty")) empty.remove();
  feed.prepend(...cards);
  for (const card of cards) window.htmx?.process(card);
  feed.dataset.newest = pill.dataset.newest;
  pill.remove();
  cards[0]?.querySelector("a")?.focus({ preventScroll: true });
  cards[0]?.scrollIntoView({ block: "nearest" });
  seeSoon();
}

function seeSoon() {
  clearTimeout(seeing);
  if (!document.hidden && feed.dataset.seen && feed.dataset.newest) seeing = setTimeout(see, SEEN);
}

function see() {
  post(feed.dataset.seen, { newest: feed.dataset.newest }, { keepalive: true }).catch(() => {});
}
