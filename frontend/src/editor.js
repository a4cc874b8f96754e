/** Puts the rich editor over the textarea of a `<pas-editor>`. */
import { Editor } from "@tiptap/core"
import { Placeholder } from "@tiptap/extensions"
import { positionOf, returnToText } from "./caret.js"
import { describe, followValidity } from "./describe.js"
import { Dialect } from "./dialect.js"
import { element, uniqueId } from "./elements.js"
import { LinkField } from "./link-field.js"
import { MentionList } from "./mention-list.js"
import { MentionSearch } from "./mention-search.js"
import { insertQuote } from "./quote.js"
import { schemaExtensions } from "./schema.js"
import { Sync } from "./sync.js"
import { Toolbar } from "./toolbar.js"
import { Typing } from "./typing.js"
import { Uploads } from "./uploads.js"
import { fill, wordsOf } from "./words.js"

const dialect = new Dialect(schemaExtensions())

/** Starts the editor; answers with what the element passes on to it. */
export function mount(host) {
  return new RichText(host, host.querySelector("textarea"))
}

class RichText {
  #ended = new AbortController()

  constructor(host, textarea) {
    Object.assign(this, { host, textarea, words: wordsOf(host), names: namesIn(host) })
    this.status = element("span", { class: "pas-editor-unseen", role: "status" })
    this.hint = element("span", { class: "pas-editor-unseen", id: uniqueId("hint") }, this.words.hint)
    this.place = element("div", { class: "pas-editor-text" })
    this.box = element("div", { class: "pas-editor-box" }, this.place, this.hint, this.status)
    const hadFocus = document.activeElement === textarea
    this.editor = this.#build()
    this.toolbar = new Toolbar(this.editor, this.words, this.#specialButtons())
    this.box.append(this.linkField.dom, this.toolbar.dom)
    this.sync = new Sync(host, textarea, this.editor, dialect)
    textarea.before(this.box)
    this.#stepBehind()
    if (hadFocus) this.#takeCaret()
  }

  focus() {
    if (this.host.hasAttribute("data-source")) this.textarea.focus()
    else returnToText(this.editor)
  }

  /** Reads the textarea again after something else has changed it. */
  read() {
    this.sync.read()
  }

  /** Takes over name, description and state of the textarea. */
  describe() {
    describe(this.editor.view.dom, this.textarea, this.hint.id)
    this.editor.setEditable(!this.textarea.matches(":disabled, :read-only"), false)
  }

  insertQuote(text, mention, name) {
    if (this.host.hasAttribute("data-source")) this.#toggleSource()
    if (name) this.names.set(mention.slice(2, mention.indexOf("}")), name)
    insertQuote(this.editor, dialect, text, mention)
  }

  destroy() {
    this.#ended.abort()
    this.observer.disconnect()
    this.sync.stop()
    this.editor.destroy()
    this.box.remove()
    this.#stepForward()
  }

  #build() {
    const { host, textarea, words, names } = this
    const say = (sentence) => (this.status.textContent = sentence)
    const uploads = host.getAttribute("uploads")
    const mentions = host.getAttribute("mentions")
    const list = mentions && new MentionList({ box: this.box, address: mentions, words, names, say })
    const editor = new Editor({
      element: this.place,
      content: dialect.parse(textarea.value),
      editorProps: { attributes: { class: "prose", role: "textbox", "aria-multiline": "true", id: uniqueId("text"), spellcheck: "true" } },
      extensions: [
        ...schemaExtensions({
          names,
          pictures: { words, addressOf: (source) => names.get(source) ?? `${uploads}${source.split(":")[1]}/` },
          taskLabel: (node) => fill(words.task, { text: node.firstChild.textContent }),
        }),
        Placeholder.configure({ placeholder: () => textarea.placeholder, showOnlyWhenEditable: false }),
        Typing.configure({ dialect, toolbar: () => this.toolbar, openLink: () => this.linkField.open() }),
        Uploads.configure({ address: uploads, words, say, read: (answer) => this.#readAnswer(answer), onPending: (count) => this.#holdBack(count) }),
        ...(list ? [MentionSearch.configure({ list })] : []),
      ],
      injectCSS: false,
    })
    list?.serve(editor.view.dom)
    this.linkField = new LinkField(editor, words)
    return editor
  }

  #specialButtons() {
    const { host, editor } = this
    const picker = element("input", { type: "file", multiple: true, hidden: true, accept: host.getAttribute("accept"), on: { change: () => editor.commands.attachFiles([...picker.files]) } })
    return {
      attach: host.hasAttribute("uploads") && (() => ((picker.value = ""), picker.click())),
      link: () => this.linkField.open(),
      source: () => this.#toggleSource(),
    }
  }

  /** What the server made of a file, as content; the name of a file is no description of a picture. */
  #readAnswer({ markdown, name, url, width, height }) {
    const content = dialect.parse(markdown).content[0].content
    for (const { type, attrs } of content) {
      if (type !== "image") continue
      this.names.set(attrs.src, url)
      Object.assign(attrs, { width, height, alt: attrs.alt === name ? "" : attrs.alt })
    }
    return content
  }

  #holdBack(pending) {
    this.textarea.setCustomValidity(pending ? this.words.stillSending : "")
  }

  #stepBehind() {
    const { textarea, host } = this
    const { signal } = this.#ended
    this.tabIndex = textarea.getAttribute("tabindex")
    followValidity(this.editor.view.dom, textarea, signal)
    textarea.addEventListener("focus", () => host.hasAttribute("data-source") || returnToText(this.editor), { signal })
    this.observer = new MutationObserver(() => this.describe())
    this.observer.observe(textarea, { attributes: true, attributeFilter: ["aria-describedby", "aria-invalid", "aria-label", "disabled", "placeholder", "readonly", "required"] })
    host.setAttribute("data-rich", "")
    host.addEventListener("focusin", () => host.setAttribute("data-used", ""), { once: true })
    this.#hideTextarea(true)
    this.describe()
  }

  #stepForward() {
    this.host.removeAttribute("data-rich")
    this.host.removeAttribute("data-source")
    this.#hideTextarea(false)
  }

  /** Behind the editor the textarea still validates and submits; only eyes, Tab and screen readers skip it. */
  #hideTextarea(hidden) {
    if (hidden) this.textarea.setAttribute("aria-hidden", "true")
    else this.textarea.removeAttribute("aria-hidden")
    if (hidden) this.textarea.tabIndex = -1
    else if (this.tabIndex === null) this.textarea.removeAttribute("tabindex")
    else this.textarea.setAttribute("tabindex", this.tabIndex)
  }

  #toggleSource() {
    const isSource = this.host.toggleAttribute("data-source")
    this.toolbar.source.setAttribute("aria-pressed", isSource)
    this.#hideTextarea(!isSource)
    if (isSource) return this.textarea.focus()
    this.read()
    return this.#takeCaret()
  }

  #takeCaret() {
    const { value, selectionEnd } = this.textarea
    returnToText(this.editor, positionOf(selectionEnd, value, dialect, this.editor.schema))
  }
}

/** Names and addresses the page knows: `{"person:k3v9…": "Ada Lovelace", "attachment:…": "/attachments/…"}`. */
function namesIn(host) {
  const given = host.querySelector("script[data-mentions]")?.textContent ?? "{}"
  return new Map(Object.entries(JSON.parse(given)))
}
