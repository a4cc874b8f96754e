/** Builds DOM elements without HTML strings, so that no text can become markup. */
import { createElement as createIcon } from "lucide"

/** Creates an element: attributes that are null or false are left out, `on` holds listeners. */
export function element(name, { on = {}, ...attributes } = {}, ...children) {
  const created = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) created.setAttribute(attribute, value === true ? "" : value)
  }
  for (const [event, listener] of Object.entries(on)) created.addEventListener(event, listener)
  created.append(...children)
  return created
}

/** Draws one icon of the line set; its name is always said elsewhere. */
export function icon(drawing) {
  return createIcon(drawing, { "aria-hidden": "true", width: 20, height: 20, "stroke-width": 1.75 })
}

let last = 0

/** Makes an id that no other element of the page has. */
export function uniqueId(purpose) {
  return `pas-editor-${purpose}-${++last}`
}
