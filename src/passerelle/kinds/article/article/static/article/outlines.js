/* Another genre brings its headings, as long as nothing was written under those of the one before. */
const form = document.getElementById("composer");
const text = form.elements.text;
const outlines = new Map();
for (const one of form.querySelectorAll("[data-outline]")) outlines.set(one.dataset.outline, one.content.textContent.trim());

form.addEventListener("change", (event) => {
  if (event.target.name !== "genre" || !outlines.has(event.target.value)) return;
  const written = bare(text.value);
  if (written && ![...outlines.values()].some((outline) => bare(outline) === written)) return;
  text.value = outlines.get(event.target.value);
  text.dispatchEvent(new Event("change", { bubbles: true }));
});

/* An editor writes the same headings with other spaces between them. */
function bare(markdown) {
  return markdown.replace(/\s+/g, " ").trim();
}
