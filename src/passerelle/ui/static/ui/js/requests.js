/* What htmx could not swap is said in words, and new content that asks for focus gets it. */
import { toast } from "./toasts.js";

const SWAPPED = new Set([400, 422]); // forms that came back with their errors

document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  if (SWAPPED.has(status)) return;
  const { refused, missing, tooMuch, broken } = words();
  toast({ 401: refused, 403: refused, 404: missing, 409: missing, 413: tooMuch, 429: tooMuch }[status] ?? broken);
});

document.addEventListener("htmx:error", (event) => {
  if (event.detail.error?.name === "AbortError") return;
  if (event.detail.ctx && !event.detail.ctx.response) toast(words().offline);
});

/* In the reader's language, from the page; a debugging page has none. */
function words() {
  return document.querySelector("[data-toasts]")?.dataset ?? {};
}
