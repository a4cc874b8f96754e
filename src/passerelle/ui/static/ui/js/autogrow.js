/* A textarea as tall as its text, where CSS `field-sizing` is not known yet. */

if (!CSS.supports("field-sizing", "content")) {
  document.addEventListener("input", (event) => {
    if (!event.target.matches("textarea")) return;
    event.target.style.blockSize = "auto";
    event.target.style.blockSize = `${event.target.scrollHeight + 2}px`;
  });
}
