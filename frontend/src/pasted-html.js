/** Reads pasted HTML without its styles, which the policy of our pages refuses, but with the emphasis they stood for. */

const EMPHASIS = [
  [/font-weight:\s*(?:bold|[6-9]00)/, "strong"],
  [/font-style:\s*italic/, "em"],
  [/text-decoration[^;]*line-through/, "s"],
]

/** Parses HTML; styles and handlers that the browser never sees as such need not be refused. */
export function parsePasted(html) {
  const disarmed = html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="))
  return new DOMParser().parseFromString(disarmed, "text/html")
}

/** Turns styles that mean emphasis into elements, and elements whose styles deny it into nothing. */
export function withoutStyles(html) {
  const { body } = parsePasted(html)
  for (const styled of body.querySelectorAll("[data-style]")) {
    const style = styled.dataset.style.toLowerCase()
    styled.removeAttribute("data-style")
    if (styled.matches("b, strong") && /font-weight:\s*(?:normal|400)/.test(style)) styled.replaceWith(...styled.childNodes)
    else if (styled.matches("span, font")) EMPHASIS.forEach(([pattern, name]) => pattern.test(style) && wrapContent(styled, name))
  }
  return body.innerHTML
}

function wrapContent(styled, name) {
  const emphasis = document.createElement(name)
  emphasis.append(...styled.childNodes)
  styled.append(emphasis)
}
