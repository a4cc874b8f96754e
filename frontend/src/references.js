/** People, units, communities, contributions and replies named inside a text. */
import { Node } from "@tiptap/core"
import { REFERENCE } from "./escaping.js"

const AT_START = new RegExp(`^${REFERENCE}`)

/** One inline atom. Only the id is stored in the text; the name comes from `names`, a Map of "type:id" to name. */
export const Reference = Node.create({
  name: "reference",
  group: "inline",
  inline: true,
  atom: true,

  addOptions: () => ({ names: new Map() }),

  addAttributes: () => ({
    sigil: { default: "@", parseHTML: (element) => element.dataset.sigil, renderHTML: () => ({}) },
    target: { default: "", parseHTML: (element) => element.dataset.reference, renderHTML: () => ({}) },
  }),

  parseHTML: () => [{ tag: "span[data-reference][data-sigil]" }],

  renderHTML({ node }) {
    const { sigil, target } = node.attrs
    return [
      "span",
      { class: "pas-editor-reference", "data-reference": target, "data-sigil": sigil },
      readable(node, this.options.names),
    ]
  },

  renderText({ node }) {
    return readable(node, this.options.names)
  },

  markdownTokenizer: {
    name: "reference",
    level: "inline",
    start: (source) => source.search(/[@#]\{/),
    tokenize: (source) => {
      const raw = AT_START.exec(source)?.[0]
      return raw && { type: "reference", raw, sigil: raw[0], target: raw.slice(2, -1) }
    },
  },

  parseMarkdown: ({ sigil, target }, { createNode }) => createNode("reference", { sigil, target }),
  renderMarkdown: ({ attrs }) => `${attrs.sigil}{${attrs.target}}`,
})

function readable({ attrs }, names) {
  return attrs.sigil + (names.get(attrs.target) ?? "…")
}
