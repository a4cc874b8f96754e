/** Keeps the textarea and the document in step, so that forms, htmx and drafts only ever deal with the textarea. */

const QUIET_TIME = 1500

export class Sync {
  #own = false
  #timer

  constructor(host, textarea, editor, dialect) {
    Object.assign(this, { host, textarea, editor, dialect })
    this.#remember()
    editor.on("update", () => this.write())
    textarea.addEventListener("input", this)
    textarea.addEventListener("change", this)
    document.addEventListener("visibilitychange", this)
  }

  /** What the document says in Markdown; a text that was only looked at comes back exactly as it was. */
  get markdown() {
    const markdown = this.dialect.serialize(this.editor.getJSON())
    return markdown === this.baseline ? this.original : markdown
  }

  /** Document to textarea. */
  write() {
    const { markdown } = this
    if (markdown === this.textarea.value) return
    this.textarea.value = markdown
    this.#own = true
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }))
    this.#own = false
  }

  /** Textarea to document. */
  read() {
    if (this.textarea.value === this.markdown) return
    this.editor.commands.setContent(this.dialect.parse(this.textarea.value), { emitUpdate: false })
    this.#remember()
  }

  handleEvent(event) {
    if (event.type === "visibilitychange") return document.hidden && this.flush()
    if (!this.#own && !this.host.hasAttribute("data-source")) this.read()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.flush(), QUIET_TIME)
  }

  /** Says now, not later, that the text has changed. */
  flush() {
    if (!this.#timer) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    const detail = { value: this.textarea.value, draft: this.host.getAttribute("draft") }
    this.host.dispatchEvent(new CustomEvent("editor:change", { bubbles: true, detail }))
  }

  stop() {
    this.flush()
    this.textarea.removeEventListener("input", this)
    this.textarea.removeEventListener("change", this)
    document.removeEventListener("visibilitychange", this)
  }

  #remember() {
    this.original = this.textarea.value
    this.baseline = this.dialect.serialize(this.editor.getJSON())
  }
}
