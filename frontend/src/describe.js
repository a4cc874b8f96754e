/** Gives the editable text the name, description and state that the textarea has for assistive technology. */
import { uniqueId } from "./elements.js"

/** Copies what holds for the textarea now. */
export function describe(editable, textarea, hintId) {
  const labels = [...textarea.labels].map((label) => (label.id ||= uniqueId("label")))
  const described = [textarea.getAttribute("aria-describedby"), hintId]
  set(editable, "aria-labelledby", textarea.getAttribute("aria-labelledby") ?? labels.join(" "))
  set(editable, "aria-label", textarea.getAttribute("aria-label"))
  set(editable, "aria-describedby", described.filter(Boolean).join(" "))
  set(editable, "aria-errormessage", textarea.getAttribute("aria-errormessage"))
  set(editable, "aria-required", textarea.required && "true")
  set(editable, "aria-invalid", textarea.getAttribute("aria-invalid"))
  set(editable, "aria-placeholder", textarea.placeholder)
  set(editable, "aria-readonly", textarea.readOnly && "true")
  set(editable, "aria-disabled", textarea.matches(":disabled") && "true")
}

/** Says that the browser refused the text, until it is accepted again. */
export function followValidity(editable, textarea, signal) {
  const accept = () => textarea.validity.valid && set(editable, "aria-invalid", textarea.getAttribute("aria-invalid"))
  textarea.addEventListener("invalid", () => editable.setAttribute("aria-invalid", "true"), { signal })
  textarea.addEventListener("input", accept, { signal })
}

function set(editable, name, value) {
  if (value) editable.setAttribute(name, value)
  else editable.removeAttribute(name)
}
