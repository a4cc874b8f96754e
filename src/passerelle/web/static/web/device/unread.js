/* The number on the app's icon is the number on the page; and whoever looks at another page is told that something came. */
import { toast } from "../../ui/js/toasts.js";

const LATELY = 5000;
const place = document.querySelector("[data-inbox]");
const shown = document.querySelector('[data-live-subject^="contribution:"]')?.dataset.liveSubject;
let told = 0;
let readHere = 0;

if (place) {
  mark();
  document.addEventListener("live:changed", ({ detail }) => {
    if (detail.type === "inbox") told = Date.now();
    if (`${detail.type}:${detail.id}` === shown) readHere = Date.now(); // it comes in before one's eyes: nobody need say so
  });
  new MutationObserver(([{ oldValue }]) => {
    mark();
    const isNew = Number(place.dataset.unread) > Number(oldValue) && told > Date.now() - LATELY;
    if (isNew && readHere < Date.now() - LATELY && !document.hidden) toast(place.dataset.inboxNew);
  }).observe(place, { attributeFilter: ["data-unread"], attributeOldValue: true });
}

function mark() {
  const unread = Number(place.dataset.unread);
  (unread ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.())?.catch(() => {});
}
