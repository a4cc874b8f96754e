/** Tables as Markdown knows them: one line of text in a cell, a row of headings, no merged cells. */
import { Table as BaseTable, TableCell, TableHeader, TableRow } from "@tiptap/extension-table"

const RULES = { left: ":--", center: ":-:", right: "--:" }

const Table = BaseTable.extend({
  addNodeView: () => null,

  renderHTML: () => ["div", { class: "pas-editor-table" }, ["table", ["tbody", 0]]],

  addKeyboardShortcuts() {
    return { ...this.parent(), Enter: () => goBelow(this.editor), "Shift-Enter": () => this.editor.isActive("table") }
  },

  /** Cells are not padded: a change in one of them stays a change in one line. */
  renderMarkdown(node, { renderChildren }) {
    const [head, ...body] = node.content.map((row) => row.content.map((cell) => writeCell(cell, renderChildren)))
    const rules = node.content[0].content.map((cell) => RULES[cell.attrs?.align] ?? "---")
    return [head, rules, ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n")
  },
})

function writeCell(cell, renderChildren) {
  const text = renderChildren(cell.content?.[0]?.content ?? [])
  return text.replace(/\s+/g, " ").trim().replaceAll("|", "\\|")
}

/** Moves to the cell below, adding a row after the last one, as in a spreadsheet. */
function goBelow(editor) {
  if (!editor.isActive("table")) return false
  const { $from } = editor.state.selection
  const depth = [...Array($from.depth + 1).keys()].find((level) => $from.node(level).type.name === "table")
  const [row, column] = [$from.index(depth), $from.index(depth + 1)]
  if (row === $from.node(depth).childCount - 1) editor.commands.addRowAfter()
  const table = editor.state.doc.nodeAt($from.before(depth))
  let position = $from.before(depth) + 1
  for (let index = 0; index <= row; index++) position += table.child(index).nodeSize
  for (let index = 0; index < column; index++) position += table.child(row + 1).child(index).nodeSize
  return editor.commands.setTextSelection(position + 3)
}

const oneLine = { content: "paragraph" }

export const tableExtensions = [Table, TableRow, TableCell.extend(oneLine), TableHeader.extend(oneLine)]
