/* Short messages at the foot of the window: from the server's page, from an HX-Trigger header, or from a module. */
import { announce } from "./live-region.js";

const STAYS = 7000;

/** Show `text` for a while and read it aloud. */
export function toast(text) {
  const region = document.querySelector("[data-toasts]");
  if (!region || !text) return;
  const shown = document.querySelector("[data-toast-template]").content.firstElementChild.cloneNode(true);
  shown.querySelector("span").textContent = text;
  region.append(shown);
  announce(text);
  leaveInTime(shown);
}

/* A toast one points at or stands in waits. */
function leaveInTime(shown) {
  setTimeout(() => {
    if (shown.matches(":hover, :focus-within")) leaveInTime(shown);
    else shown.remove();
  }, STAYS);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast] [data-close]")?.closest("[data-toast]").remove();
  const speaker = event.target.closest("[data-say]");
  if (speaker) toast(speaker.dataset.say);
});

document.addEventListener("toast", (event) => toast(event.detail.value));

for (const shown of document.querySelectorAll("[data-toasts] [data-toast]")) {
  announce(shown.textContent.trim());
  leaveInTime(shown);
}
