/* "4 minutes ago" does not stay true: say it again each minute, in the words the server used. */

const language = document.documentElement.lang || "en";
const words = new Intl.RelativeTimeFormat(language);
const yesterday = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-1, "day");

setInterval(refresh, 60_000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});

function refresh() {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const said = distance(Date.parse(time.dateTime));
    if (said) time.textContent = said;
  }
}

function distance(then) {
  const minutes = Math.floor((Date.now() - then) / 60_000);
  if (minutes < 1) return "";
  if (minutes < 60) return words.format(-minutes, "minute");
  if (minutes < 24 * 60) return words.format(-Math.floor(minutes / 60), "hour");
  const days = Math.round((midnight(Date.now()) - midnight(then)) / 86_400_000);
  if (days < 2) return yesterday;
  return days < 7 ? words.format(-days, "day") : "";
}

function midnight(moment) {
  return new Date(moment).setHours(0, 0, 0, 0);
}
