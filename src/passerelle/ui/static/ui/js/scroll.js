/* Coming back to a feed: load as much of it again as there was, then stand where one stood. */

const feed = document.querySelector("[data-keep-scroll]");
const key = `scroll:${location.pathname}${location.search}`;
let pages = 0;

if (feed) {
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx.sourceElement.matches("[data-more]")) pages += 1;
  });
  addEventListener("pagehide", () => sessionStorage.setItem(key, JSON.stringify({ pages, top: scrollY })));
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") restore();
}

async function restore() {
  const before = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (!before) return;
  while (pages < before.pages && (await nextPage()));
  scrollTo({ top: before.top, behavior: "instant" });
}

function nextPage() {
  const more = feed.querySelector("[data-more]");
  if (!more) return false;
  const loaded = new Promise((resolve) => {
    document.addEventListener("htmx:finally:request", () => setTimeout(() => resolve(true)), { once: true });
  });
  more.dispatchEvent(new CustomEvent("intersect"));
  return loaded;
}
