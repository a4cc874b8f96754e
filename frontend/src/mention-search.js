/** Notices `@` and what follows it before the caret, and lets the keyboard go through what is found. */
import { Extension } from "@tiptap/core"
import { Plugin, PluginKey } from "@tiptap/pm/state"

const KEY = new PluginKey("mentionSearch")
const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N}'’.-]*"
const BEFORE_CARET = new RegExp(`(?:^|[\\s(\\ufffc])@((?:${WORD}(?: (?:${WORD})?)?)?)$`, "u")

export const MentionSearch = Extension.create({
  name: "mentionSearch",
  priority: 1000,

  addOptions: () => ({ list: undefined }),

  addProseMirrorPlugins() {
    const { editor } = this
    const { list } = this.options
    const choose = (option) => insertMention(editor, KEY.getState(editor.state), option)
    return [
      new Plugin({
        key: KEY,
        state: {
          init: () => null,
          apply(transaction, previous, _old, state) {
            const found = findSearch(state)
            const dismissed = transaction.getMeta(KEY)?.dismiss || (previous?.dismissed && previous.from === found?.from)
            return found && { ...found, dismissed }
          },
        },
        props: {
          handleKeyDown: (view, event) => {
            if (!list.isOpen || event.isComposing) return false
            if (event.key !== "Escape") return list.handleKey(event.key, choose)
            view.dispatch(view.state.tr.setMeta(KEY, { dismiss: true }))
            return true
          },
          handleDOMEvents: { blur: () => void list.close() },
        },
        view: () => ({
          update: (view, before) => {
            const search = KEY.getState(view.state)
            const last = KEY.getState(before)
            if (!search || search.dismissed) return list.close()
            if (search.from === last?.from && search.query === last?.query) return undefined
            return list.search(search.query, () => view.coordsAtPos(search.from), choose)
          },
          destroy: () => list.close(),
        }),
      }),
    ]
  },
})

function findSearch({ selection, schema }) {
  const { $from, empty } = selection
  if (!empty || !$from.parent.inlineContent || $from.parent.type.spec.code) return null
  if (schema.marks.code.isInSet($from.marks())) return null
  const match = BEFORE_CARET.exec($from.parent.textBetween(0, $from.parentOffset, null, "\ufffc"))
  return match && { query: match[1], from: $from.pos - match[1].length - 1, to: $from.pos }
}

function insertMention(editor, { from, to }, target) {
  editor
    .chain()
    .insertContentAt({ from, to }, [
      { type: "reference", attrs: { sigil: "@", target } },
      { type: "text", text: " " },
    ])
    .run()
}
