/* A field with a list of options beneath it: arrows walk, Enter opens, and the server suggests what bears the name typed. */

const PAUSE = 120; // milliseconds without a key before the server is asked

/* `eager` chooses the first option at once; without it Enter is left to the form until somebody walks.
   `narrow` hears the words before anything is chosen; `filled` hears whether there is anything to choose from. */
export function combobox(input, list, { eager = false, narrow = () => {}, filled = () => {} } = {}) {
  const suggested = list.matches("[data-suggestions]") ? list : list.querySelector("[data-suggestions]");
  let chosen = null;
  let waiting = 0;
  let asked = null;
  input.addEventListener("input", typed);
  input.addEventListener("keydown", walk);
  name();
  return { typed, choose };

  function typed() {
    const words = input.value.trim();
    narrow(words);
    choose(eager ? visible()[0] : null);
    clearTimeout(waiting);
    asked?.abort();
    if (words.length > 1) waiting = setTimeout(suggest, PAUSE, words);
    else fill("");
  }

  async function suggest(words) {
    asked = new AbortController();
    const address = new URL(suggested.dataset.suggestions, location);
    address.searchParams.set("q", words);
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      fill(await answer.text());
    } catch {
      return; // typed on, or offline: what stands there stays
    }
  }

  function fill(options) {
    const last = chosen;
    suggested.innerHTML = options;
    const standing = new Set(visible().filter((option) => !suggested.contains(option)).map((option) => option.href));
    for (const option of [...suggested.children]) if (standing.has(option.href)) option.remove();
    name();
    if (!last?.isConnected || "find" in last.dataset) choose(eager ? visible()[0] : null);
    filled(visible().length > 0);
  }

  function name() {
    [...list.querySelectorAll("[role=option]")].forEach((option, index) => {
      option.id = `${list.id}-${index}`;
      option.tabIndex = -1;
    });
    if (chosen?.isConnected) choose(chosen);
  }

  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const options = visible();
    if (step && options.length) choose(options.at((options.indexOf(chosen) + (chosen ? step : Math.max(step, 0))) % options.length));
    else if (event.key === "Enter" && chosen) chosen.click();
    else return;
    event.preventDefault();
  }

  function visible() {
    return [...list.querySelectorAll("[role=option]")].filter((option) => !option.hidden);
  }

  function choose(option) {
    chosen?.setAttribute("aria-selected", "false");
    chosen = option ?? null;
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
  }
}
