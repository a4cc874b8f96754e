/** Lists: read from the tokens of CommonMark, written with the blank lines they need and no others. */
import { ListItem as BaseListItem, OrderedList as BaseOrderedList, TaskItem as BaseTaskItem, TaskList as BaseTaskList } from "@tiptap/extension-list"

const LISTS = new Set(["bulletList", "orderedList", "taskList"])

/** Tiptap's own tokenizers lose the level of nested tasks; `readList` goes without them. */
export const OrderedList = BaseOrderedList.extend({ markdownTokenizer: null })
export const TaskList = BaseTaskList.extend({ markdownTokenizer: null })

export const ListItem = BaseListItem.extend({
  renderMarkdown(node, helpers, { parentType, index, meta }) {
    const number = (meta?.parentAttrs?.start ?? 1) + index
    return writeItem(parentType === "orderedList" ? `${number}. ` : "- ", node, helpers)
  },
})

export const TaskItem = BaseTaskItem.extend({
  renderMarkdown: (node, helpers) => writeItem("- ", node, helpers, node.attrs.checked ? "[x] " : "[ ] "),
})

/** Makes one list of each run of items with or without a box. */
export function readList({ ordered, start, items }, read) {
  const lists = []
  for (const [index, item] of items.entries()) {
    const type = item.task ? "taskList" : ordered ? "orderedList" : "bulletList"
    if (lists.at(-1)?.type !== type) lists.push({ type, attrs: type === "orderedList" ? { start: start + index } : {}, content: [] })
    lists.at(-1).content.push(readItem(item, read))
  }
  return lists
}

function readItem({ task, checked, tokens }, { blocks, inline }) {
  const content = tokens
    .filter(({ type }) => type !== "checkbox" && type !== "space")
    .flatMap((token) => (token.type === "text" ? { type: "paragraph", content: inline(token.tokens ?? [token]) } : blocks([token])))
  if (content[0]?.type !== "paragraph") content.unshift({ type: "paragraph" })
  return task ? { type: "taskItem", attrs: { checked }, content } : { type: "listItem", content }
}

/** Writes the blocks of an item under its marker; only a list follows without a blank line. */
function writeItem(marker, node, { renderChild }, box = "") {
  const [first, ...others] = node.content.map((child, index) => ({ type: child.type, text: renderChild(child, index) }))
  const written = others.reduce((text, block) => `${text}${LISTS.has(block.type) ? "\n" : "\n\n"}${block.text}`, box + first.text)
  return marker + written.replace(/\n(?=[^\n])/g, `\n${" ".repeat(marker.length)}`)
}
