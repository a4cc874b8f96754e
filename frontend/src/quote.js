/** Puts what somebody said, and who said it, into the text. */
import { returnToText } from "./caret.js"

/** Adds a quotation at the end: the person, their words, and an empty line to answer on. */
export function insertQuote(editor, dialect, text, mention = "") {
  const lines = text.trim().split(/\n\s*\n/)
  const paragraphs = lines.map((line) => ({ type: "paragraph", content: [{ type: "text", text: line.replace(/\s+/g, " ") }] }))
  const content = [
    ...(mention ? dialect.parse(mention).content : []),
    { type: "blockquote", content: paragraphs },
    { type: "paragraph" },
  ]
  const { doc } = editor.state
  const isLastEmpty = doc.lastChild.type.name === "paragraph" && doc.lastChild.childCount === 0
  const from = isLastEmpty ? doc.content.size - doc.lastChild.nodeSize : doc.content.size
  editor.chain().insertContentAt({ from, to: doc.content.size }, content).run()
  returnToText(editor, editor.state.doc.content.size - 1)
}
