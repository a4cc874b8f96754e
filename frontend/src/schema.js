/** What a text may be made of: the extensions that both the editor and the Markdown dialect know. */
import StarterKit from "@tiptap/starter-kit"
import { FencedCode, Headings, LineBreak, Paragraph, WordsLink } from "./blocks.js"
import { ListItem, OrderedList, TaskItem, TaskList } from "./lists.js"
import { Picture } from "./pictures.js"
import { Reference } from "./references.js"
import { tableExtensions } from "./tables.js"

const ALLOWED_ADDRESS = /^(?:https?:|mailto:|tel:|attachment:|\/(?![/\\])|#)/i

/** Whether a link may lead there; the server has the last word. */
export function isAllowedAddress(address) {
  return ALLOWED_ADDRESS.test(address)
}

/** The extensions; `names` and `taskLabel` serve what is shown, never what is written. */
export function schemaExtensions({ names = new Map(), taskLabel, pictures } = {}) {
  return [
    StarterKit.configure({
      codeBlock: false,
      hardBreak: false,
      heading: false,
      link: false,
      listItem: false,
      orderedList: false,
      paragraph: false,
      underline: false,
    }),
    Paragraph,
    Headings,
    LineBreak,
    FencedCode,
    OrderedList,
    ListItem,
    TaskList,
    TaskItem.configure({ nested: true, a11y: { checkboxLabel: taskLabel } }),
    WordsLink.configure({
      defaultProtocol: "https",
      HTMLAttributes: { target: null, rel: null },
      isAllowedUri: isAllowedAddress,
      openOnClick: false,
    }),
    Picture.configure({ inline: true, ...pictures }),
    Reference.configure({ names }),
    ...tableExtensions,
  ]
}
