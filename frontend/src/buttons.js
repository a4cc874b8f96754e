/** What the toolbar offers, in groups. */
import {
  BetweenHorizontalStart,
  BetweenVerticalStart,
  Bold,
  Code,
  Heading1,
  Heading2,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  Minus,
  Paperclip,
  Redo2,
  SquareCode,
  Strikethrough,
  Table,
  TableColumnsSplit,
  TableRowsSplit,
  TextQuote,
  Trash2,
  Undo2,
} from "lucide"

const heading = (level) => ({
  run: (chain) => chain.toggleHeading({ level }),
  isOn: (editor) => editor.isActive("heading", { level }),
})
const toggle = (name, command) => ({ run: (chain) => chain[command](), isOn: (editor) => editor.isActive(name) })
const action = (command, options) => ({ run: (chain) => chain[command](options) })

export const GROUPS = [
  [
    { word: "bold", icon: Bold, keys: "Control+B", ...toggle("bold", "toggleBold") },
    { word: "italic", icon: Italic, keys: "Control+I", ...toggle("italic", "toggleItalic") },
    { word: "strike", icon: Strikethrough, keys: "Control+Shift+S", ...toggle("strike", "toggleStrike") },
    { word: "code", icon: Code, keys: "Control+E", ...toggle("code", "toggleCode") },
  ],
  [
    { word: "link", icon: Link, isOn: (editor) => editor.isActive("link") },
    { word: "attach", icon: Paperclip },
  ],
  [
    { word: "bulletList", icon: List, keys: "Control+Shift+8", ...toggle("bulletList", "toggleBulletList") },
    { word: "orderedList", icon: ListOrdered, keys: "Control+Shift+7", ...toggle("orderedList", "toggleOrderedList") },
    { word: "taskList", icon: ListChecks, keys: "Control+Shift+9", ...toggle("taskList", "toggleTaskList") },
  ],
  [
    { word: "heading2", icon: Heading1, keys: "Control+Alt+2", ...heading(2) },
    { word: "heading3", icon: Heading2, keys: "Control+Alt+3", ...heading(3) },
    { word: "blockquote", icon: TextQuote, keys: "Control+Shift+B", ...toggle("blockquote", "toggleBlockquote") },
    { word: "codeBlock", icon: SquareCode, keys: "Control+Alt+C", ...toggle("codeBlock", "toggleCodeBlock") },
    { word: "table", icon: Table, ...action("insertTable", { rows: 3, cols: 3, withHeaderRow: true }) },
    { word: "horizontalRule", icon: Minus, ...action("setHorizontalRule") },
  ],
  [
    { word: "undo", icon: Undo2, keys: "Control+Z", ...action("undo") },
    { word: "redo", icon: Redo2, keys: "Control+Shift+Z", ...action("redo") },
  ],
]

/** Offered while the caret is in a table. */
export const TABLE_GROUP = [
  { word: "addRow", icon: BetweenHorizontalStart, ...action("addRowAfter") },
  { word: "addColumn", icon: BetweenVerticalStart, ...action("addColumnAfter") },
  { word: "deleteRow", icon: TableRowsSplit, ...action("deleteRow") },
  { word: "deleteColumn", icon: TableColumnsSplit, ...action("deleteColumn") },
  { word: "deleteTable", icon: Trash2, ...action("deleteTable") },
]
