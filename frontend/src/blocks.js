/** Blocks whose Markdown we write ourselves, so that nothing is lost on the way and diffs stay small. */
import CodeBlock from "@tiptap/extension-code-block"
import HardBreak from "@tiptap/extension-hard-break"
import Heading from "@tiptap/extension-heading"
import Link from "@tiptap/extension-link"
import BaseParagraph from "@tiptap/extension-paragraph"
import { escapeLines, writeTarget } from "./escaping.js"

export const Paragraph = BaseParagraph.extend({
  parseMarkdown: (token, { createNode, parseInline }) => createNode("paragraph", undefined, parseInline(token.tokens ?? [])),
  renderMarkdown: (node, { renderChildren }) => escapeLines(renderChildren(node.content ?? [])),
})

/** People write headings of two levels; others are kept as they came. The page owns h1 and h2, here as when published. */
export const Headings = Heading.extend({
  parseHTML: () => [
    { tag: "h1, h2, h3", attrs: { level: 2 } },
    { tag: "h4, h5, h6", attrs: { level: 3 } },
  ],
  renderHTML: ({ node }) => [`h${Math.min(6, Math.max(3, node.attrs.level + 1))}`, 0],
  addInputRules() {
    return this.parent().filter((_rule, index) => [2, 3].includes(this.options.levels[index]))
  },
  renderMarkdown: (node, { renderChildren }) => `${"#".repeat(node.attrs.level)} ${renderChildren(node.content ?? [])}`,
})

/** The fence is always longer than any run of backticks inside. */
export const FencedCode = CodeBlock.extend({
  renderMarkdown(node) {
    const code = node.content?.map((child) => child.text).join("") ?? ""
    const runs = [...code.matchAll(/`{3,}/g)].map(([run]) => run.length)
    const fence = "`".repeat(Math.max(2, ...runs) + 1)
    return `${fence}${node.attrs.language ?? ""}\n${code}\n${fence}`
  },
})

export const LineBreak = HardBreak.extend({ renderMarkdown: () => "\n" })

export const WordsLink = Link.extend({
  inclusive: false,
  renderMarkdown: (node, { renderChildren }) => `[${renderChildren(node)}](${writeTarget(node.attrs.href, node.attrs.title)})`,
})
