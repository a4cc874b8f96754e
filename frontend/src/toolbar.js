/** The row of buttons under the text: one stop for the Tab key, arrows within, Escape back to the text. */
import { GROUPS, TABLE_GROUP } from "./buttons.js"
import { returnToText } from "./caret.js"
import { element, icon } from "./elements.js"

export class Toolbar {
  #buttons = new Map()
  #frame

  /** `special` holds what to do for buttons that are more than an editing command. */
  constructor(editor, words, special) {
    Object.assign(this, { editor, words, special })
    this.tableGroup = this.#group(TABLE_GROUP)
    this.tableGroup.classList.add("pas-editor-group--table")
    this.source = element("button", { type: "button", class: "pas-editor-source", "aria-pressed": "false", on: { click: special.source } }, words.source)
    this.dom = element(
      "div",
      { class: "pas-editor-toolbar", role: "toolbar", "aria-label": words.formatting, on: { keydown: (event) => this.#move(event), focusin: (event) => this.#rove(event.target) } },
      ...GROUPS.map((group) => this.#group(group)),
      this.tableGroup,
      this.source,
    )
    editor.on("transaction", () => this.#refreshSoon())
    this.#refresh()
    this.#rove(this.#reachable[0])
  }

  focus() {
    this.#reachable.find((button) => button.tabIndex === 0)?.focus()
  }

  get #reachable() {
    return [...this.dom.querySelectorAll("button")].filter((button) => !button.closest("[hidden]") && !button.disabled)
  }

  #group(definitions) {
    const offered = definitions.filter(({ word, run }) => run || this.special[word])
    return element("div", { class: "pas-editor-group", role: "group" }, ...offered.map((definition) => this.#button(definition)))
  }

  #button({ word, icon: drawing, keys, run, isOn }) {
    const click = run ? () => this.#run(run) : this.special[word]
    const button = element(
      "button",
      {
        type: "button",
        "aria-label": this.words[word],
        "aria-keyshortcuts": keys,
        "aria-pressed": isOn && "false",
        title: keys ? `${this.words[word]} (${keys.replace("Control", "Ctrl")})` : this.words[word],
        on: { click, mousedown: (event) => event.preventDefault() },
      },
      icon(drawing),
    )
    this.#buttons.set(button, { run, isOn })
    return button
  }

  #run(command) {
    command(this.editor.chain()).run()
    returnToText(this.editor)
  }

  #refreshSoon() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined
      if (!this.editor.isDestroyed) this.#refresh()
    })
  }

  #refresh() {
    const { editor } = this
    this.tableGroup.hidden = !editor.isActive("table")
    for (const [button, { run, isOn }] of this.#buttons) {
      if (isOn) button.setAttribute("aria-pressed", isOn(editor))
      else if (run) button.setAttribute("aria-disabled", !run(editor.can().chain()).run())
    }
    if (!this.#reachable.some((button) => button.tabIndex === 0)) this.#rove(this.#reachable[0])
  }

  #rove(target) {
    const current = target.closest("button")
    for (const button of this.dom.querySelectorAll("button")) button.tabIndex = button === current ? 0 : -1
  }

  #move(event) {
    const buttons = this.#reachable
    const index = buttons.indexOf(document.activeElement)
    const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key]
    if (event.key === "Escape") returnToText(this.editor)
    else if (target === undefined) return
    else buttons.at(target % buttons.length).focus()
    event.preventDefault()
  }
}
