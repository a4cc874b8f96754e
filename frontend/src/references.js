/** People, units, communities, contributions and replies named inside a text: `@{person:k3v9}`, `#{reply:8x2m}`. */
import { Node } from "@tiptap/core"

const WRITTEN = /^(?:@\{(?=person|unit|community)|#\{(?=contribution|reply))([a-z]+:[a-z\d]{6,20})\}/

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
      const match = WRITTEN.exec(source)
      return match && { type: "reference", raw: match[0], sigil: match[0][0], target: match[1] }
    },
  },

  parseMarkdown: ({ sigil, target }, { createNode }) => createNode("reference", { sigil, target }),
  renderMarkdown: ({ attrs }) => `${attrs.sigil}{${attrs.target}}`,
})

function readable({ attrs }, names) {
  return attrs.sigil + (names.get(attrs.target) ?? "…")
}
