/** Where the caret goes. */

const MARK = "\uE000"

/** Returns the position in the document that corresponds to an offset in its Markdown, or its end. */
export function positionOf(offset, markdown, dialect, schema) {
  const marked = markdown.slice(0, offset) + MARK + markdown.slice(offset)
  const document = schema.nodeFromJSON(dialect.parse(marked))
  let found = document.content.size
  document.descendants((node, position) => {
    const index = node.text?.indexOf(MARK) ?? -1
    if (index >= 0) found = position + index
  })
  return found
}

/** Gives the text the focus at once; Tiptap's own command waits for the next frame and loses what is typed meanwhile. */
export function returnToText(editor, position) {
  if (position !== undefined) editor.commands.setTextSelection(position)
  editor.view.focus()
}
