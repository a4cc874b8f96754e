/** What happens to a document just before it is written as Markdown. */
import { escapeText, writeTarget } from "./escaping.js"

const ONE_LINE = new Set(["heading", "tableCell", "tableHeader"])

/** Returns a copy without empty paragraphs, in which atoms are the text they are written as. */
export function prepareForWriting(node, inOneLine = ONE_LINE.has(node.type)) {
  if (!node.content) return node
  const content = node.content
    .filter((child, index) => !isDispensable(child, index, node))
    .map((child, index, siblings) => writeAtom(child, siblings[index - 1], siblings[index + 1], inOneLine))
    .map((child) => prepareForWriting(child, inOneLine || ONE_LINE.has(child.type)))
  return { ...node, content }
}

function isDispensable(child, index, parent) {
  if (child.type === "hardBreak") return index === 0 || index === parent.content.length - 1
  const isEmpty = child.type === "paragraph" && !child.content?.length
  return isEmpty && (index > 0 || parent.type === "doc" || parent.type === "blockquote")
}

function writeAtom(node, previous, next, inOneLine) {
  const asText = (text, marks = node.marks) => ({ type: "text", text, marks, verbatim: true })
  if (node.type === "reference") return asText(`${node.attrs.sigil}{${node.attrs.target}}`)
  if (node.type === "image") return asText(writeImage(node.attrs))
  if (node.type === "hardBreak" && inOneLine) return asText(" ")
  const link = node.type === "text" && node.marks?.find((mark) => mark.type === "link")
  const address = link && writeAddress(node.text, link.attrs, previous, next)
  return address ? asText(address, node.marks.filter((mark) => mark !== link)) : node
}

/** Writes an image with its words and title; its size is not Markdown. */
function writeImage({ src, alt, title }) {
  return `![${escapeText(alt ?? "", { inLink: true })}](${writeTarget(src, title)})`
}

const BARE = /^(?:https?:\/\/|www\.)\S*[\w/]$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/
const LONG_FORM = /^[a-z][a-z\d+.-]*:[^\s<>]+$|^[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/i

/** A link whose text is its own address is written as just that; answers nothing when it needs the form with words. */
function writeAddress(shown, { href, title }, previous, next) {
  const isItsOwn = [shown, `mailto:${shown}`, ...(shown.startsWith("www.") ? [`http://${shown}`] : [])].includes(href)
  if (!isItsOwn || title) return null
  const isApart = isBoundary(previous, /[\s(]$/) && isBoundary(next, /^(?:\s|[.,;:!?)]+(?:\s|$))/)
  if (isApart && BARE.test(shown)) return shown
  return LONG_FORM.test(shown) ? `<${shown}>` : null
}

function isBoundary(sibling, pattern) {
  return !sibling || sibling.type === "hardBreak" || pattern.test(sibling.text ?? "")
}
