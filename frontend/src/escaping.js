/** Which characters of a plain text need a backslash so that Markdown leaves them alone. */

/** How people and things are named in a text: `@{person:k3v9ab}`, `#{reply:8x2mcd}`. */
export const REFERENCE = "(?:@\\{(?:person|unit|community)|#\\{(?:contribution|reply)):[a-z\\d]{6,20}\\}"

const ANYWHERE = [
  [/[\\`]/g, "\\$&"],
  [/(?<!\s)\*|\*(?!\s)/g, "\\*"],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_"],
  [/~(?=~)|(?<=~)~/g, "\\~"],
  [/\](?=[([:])/g, "\\]"],
  [/&(?=#?\w+;)/g, "&amp;"],
  [/<(?=[a-z][a-z\d+.-]*:|[^\s<>]+@)/gi, "\\<"],
  [new RegExp(REFERENCE, "g"), "\\$&"],
]

/** Escapes what has a meaning anywhere in a line; the text of a link may not hold lone brackets. */
export function escapeText(text, { inLink = false } = {}) {
  const escaped = replaceAll(text, ANYWHERE)
  return inLink ? escaped.replace(/\\?([[\]])/g, "\\$1") : escaped
}

const LINES = [
  [/^[ \t]+|[ \t]+$/gm, ""],
  [/^#{1,6}(?=\s|$)/gm, "\\$&"],
  [/^>/gm, "\\>"],
  [/^[-+*](?=\s|$)/gm, "\\$&"],
  [/^=+(?=\s*$)/gm, "\\$&"],
  [/^(\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2"],
  [/^[-|:](?=[-|: \t]*-[-|: \t]*$)/gm, "\\$&"],
  [/^\[(?=[ x]\](?:\s|$))/gim, "\\["],
]

/** Escapes what has a meaning only at the start of a line, and drops spaces that nobody sees at either end. */
export function escapeLines(text) {
  return replaceAll(text, LINES)
}

/** Makes an address and its optional title fit between the parentheses of a link. */
export function writeTarget(address, title) {
  const safe = (address ?? "").replace(/[\s()<>\\]/g, (found) => `%${found.charCodeAt(0).toString(16).padStart(2, "0")}`)
  return title ? `${safe} "${title.replace(/["\\]/g, "\\$&")}"` : safe
}

function replaceAll(text, rules) {
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
}
