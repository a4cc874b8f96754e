/* Hints of what changed: one stream for the whole browser, whichever of its pages holds it.

   A page names what it shows in data-live-subject ("contribution:ID"); what changes reaches it as the event "live:changed" on the
   document, with {type, id} as detail. */
import { Stream } from "./stream.js";

const REMEMBERED = 15_000;
const place = document.querySelector("[data-live-stream]");
const channel = new BroadcastChannel("passerelle-live");
const recent = []; // what was told lately, for pages that were still loading then
let stream = null;

if (place) {
  channel.addEventListener("message", ({ data }) => hear[data.about]?.(data));
  ask();
  lead();
  addEventListener("pageshow", (event) => event.persisted && ask());
}

const hear = {
  hint: ({ hint }) => tell(hint),
  page: ({ subjects, age }) => {
    stream?.want(subjects);
    for (const { hint, at } of stream ? recent : []) {
      if (at > Date.now() - age - 1000) channel.postMessage({ about: "hint", hint });
    }
  },
  leader: ask,
};

/* Whoever holds the lock holds the stream; the others wait in line for it. Without locks (plain http) each page has its own. */
function lead() {
  if (!navigator.locks) {
    start();
    return;
  }
  navigator.locks.request("passerelle-live", () => {
    start();
    return new Promise(() => {});
  });
}

function start() {
  stream = new Stream({ address: place.dataset.liveStream, since: place.dataset.liveSince, subjects: shown(), tell: pass });
  channel.postMessage({ about: "leader" });
  stream.run();
}

function ask() {
  channel.postMessage({ about: "page", subjects: shown(), age: performance.now() });
}

function shown() {
  return [...document.querySelectorAll("[data-live-subject]")].map((element) => element.dataset.liveSubject);
}

function pass(hint) {
  const at = Date.now();
  while (recent.length && recent[0].at < at - REMEMBERED) recent.shift();
  recent.push({ hint, at });
  channel.postMessage({ about: "hint", hint });
  tell(hint);
}

function tell(hint) {
  document.dispatchEvent(new CustomEvent("live:changed", { detail: hint }));
}
