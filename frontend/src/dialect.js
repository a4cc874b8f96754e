/**
 * The Markdown that Passerelle stores: what `passerelle.lib.markdown` reads, so a line break is a line break and HTML is text.
 *
 * MarkdownManager does the work. Steps of it are overridden here where it would lose or soil a text, which is one
 * more reason why its version is pinned: the round trips in the browser tests hold it to this.
 */
import { MarkdownManager } from "@tiptap/markdown"
import { Marked } from "marked"
import { escapeText } from "./escaping.js"
import { readList } from "./lists.js"
import { prepareForWriting } from "./writing.js"

/** All characters that have a name, not only those of HTML itself. */
const ENTITY = {
  name: "entity",
  level: "inline",
  start: (source) => source.indexOf("&"),
  tokenizer(source) {
    const raw = /^&(?:[a-z][a-z\d]*|#\d{1,7}|#x[a-f\d]{1,6});/i.exec(source)?.[0]
    return raw && { type: "escape", raw, text: new DOMParser().parseFromString(raw, "text/html").body.textContent }
  },
}

/** Tokenizers answer false to go on as usual and undefined to find nothing. */
const GRAMMAR = {
  breaks: true,
  extensions: [ENTITY],
  tokenizer: {
    html: () => undefined,
    tag: () => undefined,
    del: (source) => (source.startsWith("~~") ? false : undefined),
  },
}

export class Dialect extends MarkdownManager {
  constructor(extensions) {
    super({ extensions, marked: new Marked(GRAMMAR) })
  }

  /** Reads Markdown into a document; an empty text is one empty paragraph. */
  parse(markdown) {
    const document = super.parse(markdown)
    return document.content.length ? document : { type: "doc", content: [{ type: "paragraph" }] }
  }

  /** Writes a document as Markdown. */
  serialize(document) {
    return super.serialize(prepareForWriting(document)).trim()
  }

  /** Text is escaped only where Markdown would read it as something else. */
  encodeTextForMarkdown(text, node, parent) {
    if (node.verbatim || this.codeTypes.has(parent?.type)) return text
    const marks = node.marks?.map((mark) => mark.type) ?? []
    return marks.includes("code") ? text : escapeText(text, { inLink: marks.includes("link") })
  }

  /** Bold and links reach the references and images inside them too. */
  applyMarkToContent(type, content, attrs) {
    const mark = attrs ? { type, attrs } : { type }
    return content.map((node) =>
      node.content
        ? { ...node, content: this.applyMarkToContent(type, node.content, attrs) }
        : { ...node, marks: [...(node.marks ?? []), mark] },
    )
  }

  parseListToken(token) {
    return readList(token, { blocks: (tokens) => this.parseTokens(tokens), inline: (tokens) => this.parseInlineTokens(tokens) })
  }

  /** Several blank lines mean no more than one. */
  createImplicitEmptyParagraphsFromSpace() {
    return []
  }
}
