/* The stream itself: read, reconnect without all coming back at once, ask every half minute where streams do not pass. */

const SILENCE = 65_000; // the server gives a sign of life every 20 s
const POLL = 30_000;
const LAST = "passerelle-live-last";

export class Stream {
  #subjects;
  #options;
  #reading = null;
  #failures = 0;

  /** `address` streams, `since` answers; `subjects` are what pages show; `tell` gets each {type, id}. */
  constructor({ subjects, ...options }) {
    this.#options = options;
    this.#subjects = new Set(subjects);
  }

  /** Have more subjects told; connects anew when there is one that was not. */
  want(subjects) {
    const known = this.#subjects.size;
    for (const subject of subjects) this.#subjects.add(subject);
    if (this.#subjects.size > known) this.#reading?.abort("wanted");
  }

  /** Read until the server says that nobody is signed in. */
  async run() {
    for (;;) {
      const pause = await this.#read();
      if (pause === null) return;
      await sleep(pause * (0.5 + Math.random()));
    }
  }

  /* Reads one connection to its end; answers how long to wait before the next, null for never. */
  async #read() {
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    try {
      const answer = await fetch(this.#url(this.#options.address), { headers: lastId(), signal, cache: "no-store" });
      if (answer.status === 204 || answer.status === 403) return null;
      if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/event-stream")) {
        return await this.#ask(Number(answer.headers.get("Retry-After")) * 1000);
      }
      await this.#events(answer.body.getReader());
    } catch (error) {
      if (signal.reason === "wanted") return 100;
      this.#failures += 1;
      return this.#failures > 3 ? this.#ask(0) : 1000 * 2 ** this.#failures;
    }
    return 1000;
  }

  async #events(reader) {
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const watch = setTimeout(() => this.#reading.abort("silence"), SILENCE);
      const { done, value } = await reader.read().finally(() => clearTimeout(watch));
      if (done) return;
      this.#failures = 0;
      const events = (text + decoder.decode(value, { stream: true })).split("\n\n");
      text = events.pop();
      for (const event of events) this.#take(event);
    }
  }

  #take(event) {
    for (const line of event.split("\n")) {
      if (line.startsWith("id: ")) localStorage.setItem(LAST, line.slice(4));
      if (line.startsWith("data: ")) this.#options.tell(JSON.parse(line.slice(6)));
    }
  }

  /* Where streams do not pass, or not now: one answer, then a long pause. */
  async #ask(later) {
    try {
      const answer = await fetch(this.#url(this.#options.since, { entry: localStorage.getItem(LAST) ?? "" }), { cache: "no-store" });
      if (answer.status === 204 || answer.status === 403) return null;
      const { entry, changed } = await answer.json();
      localStorage.setItem(LAST, entry);
      for (const hint of changed) this.#options.tell(hint);
    } catch {
      // offline, or no answer of ours: the next try is the remedy
    }
    return Math.max(later || 0, POLL);
  }

  #url(path, fields = {}) {
    const query = new URLSearchParams(fields);
    for (const subject of [...this.#subjects].slice(-30)) query.append("on", subject);
    return `${path}?${query}`;
  }
}

function lastId() {
  const last = localStorage.getItem(LAST);
  return last ? { "Last-Event-ID": last } : {};
}

function sleep(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    addEventListener("online", resolve, { once: true });
  });
}
