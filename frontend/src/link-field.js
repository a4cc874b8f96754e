/** The small field in which the address of a link is written. */
import { returnToText } from "./caret.js"
import { element, uniqueId } from "./elements.js"
import { isAllowedAddress } from "./schema.js"

export class LinkField {
  constructor(editor, words) {
    this.editor = editor
    const id = uniqueId("link")
    this.input = element("input", { id, type: "text", inputmode: "url", autocapitalize: "none", autocomplete: "off", spellcheck: "false" })
    const button = (word, click) => element("button", { type: "button", on: { click } }, words[word])
    this.dom = element(
      "div",
      { class: "pas-editor-link", hidden: true, on: { keydown: (event) => this.#handleKey(event) } },
      element("label", { for: id }, words.linkAddress),
      this.input,
      button("apply", () => this.#apply()),
      button("removeLink", () => this.#close((chain) => chain.unsetLink())),
    )
  }

  open() {
    this.dom.hidden = false
    this.input.value = this.editor.getAttributes("link").href ?? ""
    this.input.select()
    this.input.focus()
  }

  #handleKey(event) {
    if (event.key === "Enter") this.#apply()
    else if (event.key === "Escape") this.#close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Links what is selected; with nothing selected the address itself becomes the text. */
  #apply() {
    const href = complete(this.input.value.trim())
    if (!href) return this.#close((chain) => chain.unsetLink())
    const marks = [{ type: "link", attrs: { href } }]
    const isNew = this.editor.state.selection.empty && !this.editor.isActive("link")
    return this.#close((chain) => (isNew ? chain.insertContent({ type: "text", text: href, marks }) : chain.setLink({ href })))
  }

  #close(change = (chain) => chain) {
    this.dom.hidden = true
    const chain = this.editor.chain()
    change(this.editor.isActive("link") ? chain.extendMarkRange("link") : chain).run()
    returnToText(this.editor)
  }
}

/** People write `example.org` and mean an address of the web. */
function complete(address) {
  if (!address || isAllowedAddress(address)) return address
  if (/^[^\s/@]+@[^\s/@]+$/.test(address)) return `mailto:${address}`
  return /^[a-z][a-z\d+.-]*:(?!\d)/i.test(address) ? "" : `https://${address}`
}
