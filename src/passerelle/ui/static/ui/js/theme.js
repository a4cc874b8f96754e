/* Light or dark, changed on the spot; the cookie lets the server draw the next page right from its first byte. */

const order = { auto: dark() ? "light" : "dark", light: "dark", dark: "light" };

for (const button of document.querySelectorAll("[data-theme-next]")) button.hidden = false;

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-next]")) set(order[document.documentElement.dataset.theme] ?? "light");
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[name=theme]")) set(event.target.value);
});

function dark() {
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function set(theme) {
  document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
}
