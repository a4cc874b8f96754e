/** Pictures in the text: shown when they are ours, with a field for the words that replace them. */
import Image from "@tiptap/extension-image"
import { returnToText } from "./caret.js"
import { element } from "./elements.js"

const OURS = /^attachment:[a-z\d]+$/

export const Picture = Image.extend({
  addOptions() {
    return { ...this.parent(), inline: true, addressOf: (source) => source, words: {} }
  },

  /** Only attachments can be pasted: a picture from elsewhere would call another site. */
  parseHTML: () => [{ tag: 'img[src^="attachment:"]' }],

  addInputRules: () => [],

  addNodeView() {
    return ({ node, editor, getPos }) =>
      OURS.test(node.attrs.src) ? new PictureView(node, editor, getPos, this.options) : { dom: foreign(node) }
  },
})

/** A picture of another site is named, as it is for the reader of the published page. */
function foreign({ attrs }) {
  return element("span", { class: "pas-editor-foreign", title: attrs.src }, attrs.alt || attrs.src)
}

class PictureView {
  constructor(node, editor, getPos, { addressOf, words }) {
    const { src, width, height } = node.attrs
    this.image = element("img", { src: addressOf(src), width, height })
    this.field = element("input", {
      type: "text",
      placeholder: words.describePicture,
      "aria-label": words.describePicture,
      on: {
        input: () => setAlt(editor, getPos(), this.field.value),
        keydown: (event) => {
          if (!["Enter", "Escape"].includes(event.key) || event.ctrlKey) return
          event.preventDefault()
          returnToText(editor, getPos() + 1)
        },
      },
    })
    this.dom = element("span", { class: "pas-editor-picture" }, this.image, this.field)
    this.node = node
    this.#show()
  }

  update(node) {
    if (node.type !== this.node.type || node.attrs.src !== this.node.attrs.src) return false
    this.node = node
    this.#show()
    return true
  }

  stopEvent(event) {
    return event.target === this.field
  }

  ignoreMutation() {
    return true
  }

  #show() {
    const alt = this.node.attrs.alt ?? ""
    this.image.alt = alt
    if (this.field.value !== alt) this.field.value = alt
    this.dom.toggleAttribute("data-undescribed", !alt)
  }
}

function setAlt(editor, position, alt) {
  editor.view.dispatch(editor.state.tr.setNodeAttribute(position, "alt", alt))
}
