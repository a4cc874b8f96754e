/* The part one is reading is marked in the table of contents beside it. */
const links = new Map();
for (const link of document.querySelectorAll(".contents--beside a")) if (link.checkVisibility()) links.set(link.hash.slice(1), link);
const headings = [...links.keys()].map((anchor) => document.getElementById(anchor)).filter(Boolean);
let waiting = 0;

addEventListener("scroll", () => (waiting ||= requestAnimationFrame(mark)), { passive: true });
mark();

/* The last heading that passed the upper third of the window. */
function mark() {
  waiting = 0;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  const now = links.get((passed.at(-1) ?? headings[0])?.id);
  for (const link of links.values()) {
    if (link === now) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
  follow(now);
}

/* Where there are more parts than the margin is high, it goes along. */
function follow(link) {
  const margin = link?.closest(".shell__aside");
  if (!margin?.clientHeight || margin.scrollHeight <= margin.clientHeight) return;
  const room = margin.clientHeight / 2;
  if (Math.abs(link.offsetTop - margin.scrollTop - room) > room * 0.8) margin.scrollTop = link.offsetTop - room;
}
