/** Files on their way: each holds its place in the text, shows its progress, and is kept when sending fails. */
import { Extension } from "@tiptap/core"
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state"
import { Decoration, DecorationSet } from "@tiptap/pm/view"
import { element } from "./elements.js"
import { parsePasted } from "./pasted-html.js"
import { freshKey, sendFile } from "./sending.js"
import { fill } from "./words.js"

const KEY = new PluginKey("uploads")

export const Uploads = Extension.create({
  name: "uploads",

  addOptions: () => ({ address: "", words: {}, read: () => [], onPending: () => {}, say: () => {} }),

  addCommands() {
    return {
      attachFiles: (files, position) => () => {
        if (!this.options.address) return false
        for (const file of files) new Upload(file, this.editor, this.options).placeAt(position ?? this.editor.state.selection.to)
        return true
      },
    }
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    return [
      new Plugin({
        key: KEY,
        state: { init: () => DecorationSet.empty, apply: followText },
        props: {
          decorations: (state) => KEY.getState(state),
          handlePaste: (_view, event) => {
            const files = [...event.clipboardData.files]
            if (!files.length || hasWords(event.clipboardData)) return false
            return editor.commands.attachFiles(files)
          },
          handleDrop: (view, event) => {
            const files = [...(event.dataTransfer?.files ?? [])]
            if (!files.length) return false
            event.preventDefault()
            return editor.commands.attachFiles(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos)
          },
        },
        view: () => ({ update: (view) => options.onPending(KEY.getState(view.state).find().length) }),
      }),
    ]
  },
})

function followText(transaction, places) {
  const moved = places.map(transaction.mapping, transaction.doc)
  const { add, remove } = transaction.getMeta(KEY) ?? {}
  if (add) return moved.add(transaction.doc, [add])
  return remove ? moved.remove(moved.find(undefined, undefined, ({ upload }) => upload === remove)) : moved
}

/** A copied table or paragraph comes with a picture of itself: then the words are what is wanted. */
function hasWords(clipboard) {
  const html = clipboard.getData("text/html")
  return Boolean(html && parsePasted(html).body.textContent.trim())
}

/** Whoever waited at the place of the file goes on writing behind it. */
function goOnAfter(edge, transaction) {
  const $behind = transaction.doc.resolve(transaction.mapping.map(edge, 1))
  return transaction.setSelection(TextSelection.near($behind, -1))
}

function isAtEnd($place) {
  return $place.parentOffset === $place.parent.content.size
}

class Upload {
  #key = freshKey()

  constructor(file, editor, options) {
    Object.assign(this, { file, editor, options })
    this.bar = element("progress", { max: 1, value: 0, "aria-label": this.#word("sending") })
    this.dom = element("span", { class: "pas-editor-upload", contenteditable: "false" })
  }

  placeAt(position) {
    const widget = Decoration.widget(position, this.dom, { upload: this, side: -1, stopEvent: () => true, ignoreSelection: true })
    this.#dispatch({ add: widget })
    this.#send()
  }

  async #send() {
    this.dom.replaceChildren(element("span", {}, this.file.name), this.bar)
    try {
      const { address } = this.options
      this.#succeed(await sendFile(this.file, { address, key: this.#key, onProgress: (part) => (this.bar.value = part) }))
    } catch (failure) {
      this.#fail(failure.message)
    }
  }

  #succeed(answer) {
    if (this.editor.isDestroyed) return
    const position = this.#position
    this.#dispatch({ remove: this })
    if (position === undefined) return
    const content = this.options.read(answer)
    const isPicture = content[0].type === "image"
    const { empty, from } = this.editor.state.selection
    const edge = isAtEnd(this.editor.state.doc.resolve(position)) && isPicture ? position + 1 : position
    const chain = this.editor.chain()
    chain.insertContentAt(position, isPicture ? this.#asParagraph(content, position) : content, { updateSelection: false })
    if (empty && from === position) chain.command(({ tr }) => Boolean(goOnAfter(edge, tr)))
    chain.run()
    this.options.say(this.#word(isPicture ? "pictureAdded" : "fileAdded"))
  }

  /** A picture gets a paragraph of its own, and one to go on in; the one line of a table cell has room for neither. */
  #asParagraph(content, position) {
    const $place = this.editor.state.doc.resolve(position)
    if ($place.depth > 1 && $place.node(-1).type.name.startsWith("table")) return content
    return [{ type: "paragraph", content }, ...(isAtEnd($place) ? [{ type: "paragraph" }] : [])]
  }

  #fail(reason) {
    const { words, say } = this.options
    const button = (word, click) => element("button", { type: "button", on: { click } }, words[word])
    const sentence = [this.#word("notSent"), reason].filter(Boolean).join(" ")
    this.dom.replaceChildren(
      element("span", {}, sentence),
      button("retry", () => this.#send()),
      button("remove", () => this.#dispatch({ remove: this })),
    )
    say(sentence)
  }

  get #position() {
    const places = KEY.getState(this.editor.state)
    return places.find(undefined, undefined, ({ upload }) => upload === this)[0]?.from
  }

  #word(name) {
    return fill(this.options.words[name], { name: this.file.name })
  }

  #dispatch(meta) {
    if (!this.editor.isDestroyed) this.editor.view.dispatch(this.editor.state.tr.setMeta(KEY, meta).setMeta("addToHistory", false))
  }
}
