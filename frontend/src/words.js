/** The texts of the interface: English here, other languages from the page. */

const ENGLISH = {
  addColumn: "Add a column",
  addRow: "Add a row",
  apply: "Apply",
  attach: "Attach a picture or file",
  blockquote: "Quotation",
  bold: "Bold",
  bulletList: "List",
  code: "Code",
  codeBlock: "Block of code",
  deleteColumn: "Remove the column",
  deleteRow: "Remove the row",
  deleteTable: "Remove the table",
  describePicture: "Describe the picture for those who cannot see it",
  fileAdded: "“{name}” added.",
  formatting: "Formatting",
  heading2: "Heading",
  heading3: "Small heading",
  hint: "Alt F10: formatting. Control Enter: send. Escape, then Tab: leave the text.",
  horizontalRule: "Dividing line",
  italic: "Italic",
  link: "Link",
  linkAddress: "Address of the link",
  mentionCount: "{count} found. Choose with the arrow keys.",
  mentionFailed: "The names could not be fetched.",
  mentionNone: "Nobody found.",
  mentions: "People and groups",
  notSent: "“{name}” was not sent. The text is kept.",
  orderedList: "Numbered list",
  pictureAdded: "“{name}” added. Tab leads to its description.",
  redo: "Redo",
  remove: "Remove",
  removeLink: "Remove the link",
  retry: "Try again",
  sending: "Sending “{name}”",
  source: "Markdown source",
  stillSending: "A file is still on its way: wait a moment, try again or remove it.",
  strike: "Struck through",
  table: "Table",
  task: "Task: {text}",
  taskList: "Task list",
  undo: "Undo",
}

/** Returns the words for one editor: defaults, then `data-labels`, then the `labels` property of the element. */
export function wordsOf(host) {
  return { ...ENGLISH, ...JSON.parse(host.dataset.labels ?? "{}"), ...host.labels }
}

/** Puts values in the places named by braces. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_place, name) => values[name])
}
