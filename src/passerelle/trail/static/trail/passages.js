/* Somebody marks words in a text: a calm bar beside them leads on to what can be made of the sentence. The menu of each text
   leads to the same without this. */

const LONGEST = 200; // letters of each end that are sent along: between them stands the rest
const STILL = 200; // milliseconds the marking must have rested

const template = document.getElementById("passage-bar");
const bar = template?.content.firstElementChild.cloneNode(true);
let waiting = 0;

if (bar) {
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, STILL);
  });
  document.addEventListener("keydown", (event) => {
    if (!bar.isConnected) return;
    if (event.key === "Escape") dismiss();
    if (event.key === "Tab" && !event.shiftKey && !bar.contains(document.activeElement)) enter(event);
  });
  // News redraws the conversation, which knows nothing of the bar; the marking outlives it.
  let used = null;
  document.addEventListener("htmx:before:swap", () => {
    used = bar.contains(document.activeElement) ? document.activeElement : null;
  });
  document.addEventListener("htmx:after:settle", () => {
    if (bar.isConnected) return;
    show();
    if (bar.isConnected) used?.focus();
  });
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
  show(); // words may be marked before this is here
}

function show() {
  if (bar.contains(document.activeElement)) return; // somebody is using it
  const text = marked();
  const way = text?.closest(".reply, .contribution")?.querySelector("a[data-passages]");
  if (!way) {
    bar.remove();
    return;
  }
  const words = getSelection().toString().trim();
  const query = new URLSearchParams({ said: words.slice(0, LONGEST), until: words.slice(-LONGEST) });
  for (const link of bar.querySelectorAll("[data-goal]")) link.href = `${way.href}?${query}&to=${link.dataset.goal}`;
  for (const link of bar.querySelectorAll("[data-of-the-text]")) link.hidden = Boolean(text.closest(".reply"));
  if (text.nextElementSibling !== bar) text.after(bar);
  place();
}

/* The text in which all of the marking lies. */
function marked() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.toString().trim()) return null;
  const [one, other] = [selection.anchorNode, selection.focusNode].map((node) =>
    (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".prose"),
  );
  return one && one === other && !one.closest("[contenteditable], form") ? one : null;
}

function place() {
  if (!bar.isConnected || !getSelection().rangeCount) return;
  const words = getSelection().getRangeAt(0).getBoundingClientRect();
  const room = document.documentElement.clientWidth - bar.offsetWidth - 8;
  bar.style.left = `${Math.max(8, Math.min(words.left, room))}px`;
  bar.style.top = `${words.bottom + 8}px`;
}

/* Wherever the focus was, the next stop is the bar somebody just called up. */
function enter(event) {
  event.preventDefault();
  bar.querySelector("a:not([hidden])").focus();
}

function dismiss() {
  bar.remove();
  getSelection().removeAllRanges();
}
