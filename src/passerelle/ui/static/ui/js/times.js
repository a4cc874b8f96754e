/* "4 minutes ago" does not stay true: say it again each minute, in the words the server used. */

const language = document.documentElement.lang || "en";
const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const steps = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

setInterval(refresh, 60_000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});

function refresh() {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    const [unit, length] = steps.find(([, least]) => seconds >= least) ?? [];
    if (unit && seconds < 7 * 86400) time.textContent = words.format(-Math.floor(seconds / length), unit);
  }
}
