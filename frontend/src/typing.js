/** Keys and pastes that belong to the whole text. */
import { Extension } from "@tiptap/core"
import { Plugin } from "@tiptap/pm/state"
import { withoutStyles } from "./pasted-html.js"

const LOOKS_LIKE_MARKDOWN = /^(?:#{1,3} |[-*+] |\d+[.)] |> |```|\|.+\|$)|\*\*\S|\]\(\S+\)/m

export const Typing = Extension.create({
  name: "typing",
  priority: 900,

  addOptions: () => ({ dialect: undefined, toolbar: () => undefined, openLink: () => {} }),

  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => (this.options.toolbar().focus(), true),
      /** Without a selection the key is left to the page, which finds things with it. */
      "Mod-k": () => {
        if (this.editor.state.selection.empty && !this.editor.isActive("link")) return false
        this.options.openLink()
        return true
      },
    }
  },

  addProseMirrorPlugins() {
    const { editor } = this
    const { dialect } = this.options
    let leaving = false
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            /** Tab serves lists and tables, so Escape opens the way out: the browser moves on at the next Tab. */
            keydown: (_view, event) => {
              const isLeaving = leaving && event.key === "Tab"
              leaving = event.key === "Escape" || (leaving && event.key === "Shift")
              return isLeaving
            },
          },
          transformPastedHTML: withoutStyles,
          handlePaste: (view, event) => {
            const text = event.clipboardData.getData("text/plain")
            const isPlain = text && !event.clipboardData.types.includes("text/html")
            if (!isPlain || editor.isActive("codeBlock") || !LOOKS_LIKE_MARKDOWN.test(text)) return false
            return editor.commands.insertContent(dialect.parse(text).content)
          },
        },
      }),
    ]
  },
})
