/** Defines `<pas-editor>`: a plain textarea until it is seen or focused, then the rich editor, fetched once per page. */

class PasserelleEditor extends HTMLElement {
  static formAssociated = true
  #internals = this.attachInternals()
  #editor
  #loading

  /** What a live page brings later must not morph away what the reader is writing. */
  connectedCallback() {
    this.setAttribute("hx-morph-skip", "")
    this.addEventListener("focusin", this)
    this.addEventListener("keydown", this, { capture: true })
    if (this.getAttribute("load") === "focus") return
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting || !this.isConnected) return
      seen.disconnect()
      this.load()
    })
    seen.observe(this)
  }

  /** Moving the element in the page keeps its editor; taking it out ends it. */
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#editor?.destroy()
      this.#editor = this.#loading = undefined
    })
  }

  handleEvent(event) {
    if (event.type === "focusin") this.load()
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault()
      event.stopPropagation()
      const { form } = this.#internals
      form?.requestSubmit(form.querySelector("[type=submit]:enabled, button:not([type]):enabled"))
    }
  }

  formResetCallback() {
    setTimeout(() => this.#editor?.read())
  }

  formDisabledCallback() {
    this.#editor?.describe()
  }

  /** Fetches the editor and puts it over the textarea; without it the textarea goes on working. */
  load() {
    const source = this.getAttribute("src") ?? new URL("./editor.js", import.meta.url)
    this.#loading ??= import(source).then(
      ({ mount }) => this.isConnected && (this.#editor = mount(this)),
      () => (this.#loading = undefined),
    )
    return this.#loading
  }

  async focus() {
    await this.load()
    ;(this.#editor ?? this.querySelector("textarea")).focus()
  }

  async insertQuote(text, mention, name) {
    await this.load()
    this.#editor?.insertQuote(text, mention, name)
  }
}

customElements.get("pas-editor") ?? customElements.define("pas-editor", PasserelleEditor)
