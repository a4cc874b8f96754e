/* Short messages at the foot of the window: from the server's page, from an HX-Trigger header, or from a module. */
import { announce } from "./live-region.js";

const STAYS = 7000;

/** Show `text` for a while and read it aloud. */
export function toast(text) {
  if (!document.querySelector("[data-toasts]") || !text) return;
  const shown = document.querySelector("[data-toast-template]").content.firstElementChild.cloneNode(true);
  shown.querySelector("span").textContent = text;
  stay(shown);
}

/** Put a toast at the foot of the window and read it aloud. */
export function stay(shown) {
  document.querySelector("[data-toasts]").append(shown);
  announce(shown.querySelector("span").textContent);
  leaveInTime(shown);
}

/* A toast one points at or stands in waits; one that can be undone gives more time. */
function leaveInTime(shown) {
  setTimeout(() => {
    if (shown.matches(":hover, :focus-within")) leaveInTime(shown);
    else shown.remove();
  }, shown.querySelector("form") ? 2 * STAYS : STAYS);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast] [data-close]")?.closest("[data-toast]").remove();
  const speaker = event.target.closest("[data-say]");
  if (speaker) toast(speaker.dataset.say);
});

document.addEventListener("toast", (event) => toast(event.detail.value));

for (const shown of document.querySelectorAll("[data-toasts] [data-toast]")) {
  announce(shown.querySelector("span").textContent);
  leaveInTime(shown);
}
