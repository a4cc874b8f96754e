/* Say something to those who listen to the page. */

/** Read `text` aloud once, politely. */
export function announce(text) {
  const region = document.querySelector("[data-live]");
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}
