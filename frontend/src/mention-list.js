/** The list of people, units and communities under an `@`: a listbox that the text field keeps the focus of. */
import { Network, UserRound, UsersRound } from "lucide"
import { element, icon, uniqueId } from "./elements.js"
import { fill } from "./words.js"

const ICONS = { person: UserRound, unit: Network, community: UsersRound }
const PAUSE = 120

export class MentionList {
  #options = []
  #active = 0
  #request
  #editable

  constructor({ box, address, words, names, say }) {
    Object.assign(this, { address, words, names, say })
    this.dom = element("ul", { id: uniqueId("mentions"), class: "pas-editor-mentions", role: "listbox", "aria-label": words.mentions, hidden: true })
    box.append(this.dom)
  }

  /** The editable text exists only after this list. */
  serve(editable) {
    this.#editable = editable
    editable.setAttribute("aria-autocomplete", "list")
  }

  get isOpen() {
    return !this.dom.hidden && this.#options.length > 0
  }

  /** Fetches what fits the query and shows it near a place in the text; only the latest question counts. */
  async search(query, place, choose) {
    this.#request?.abort()
    const { signal } = (this.#request = new AbortController())
    try {
      await new Promise((resume) => setTimeout(resume, PAUSE))
      signal.throwIfAborted()
      const address = new URL(this.address, document.baseURI)
      address.searchParams.set("q", query)
      const response = await fetch(address, { signal, headers: { Accept: "application/json" } })
      if (!response.ok) throw new Error(response.statusText)
      this.#show((await response.json()).results, place, choose)
    } catch {
      if (signal.aborted) return
      this.close()
      this.say(this.words.mentionFailed)
    }
  }

  /** Moves or chooses; says whether the key was for the list. */
  handleKey(key, choose) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (step) this.#activate((this.#active + step + this.#options.length) % this.#options.length)
    else if (key === "Enter" || key === "Tab") this.#choose(this.#active, choose)
    else return false
    return true
  }

  close() {
    this.#request?.abort()
    this.#options = []
    this.dom.hidden = true
    this.#editable?.removeAttribute("aria-activedescendant")
    this.#editable?.removeAttribute("aria-controls")
  }

  #show(results, place, choose) {
    if (!results.length) {
      this.close()
      return this.say(this.words.mentionNone)
    }
    this.#options = results
    this.dom.replaceChildren(...results.map((result, index) => this.#option(result, index, choose)))
    this.dom.hidden = false
    this.#moveTo(place())
    this.#editable.setAttribute("aria-controls", this.dom.id)
    this.#activate(0)
    return this.say(fill(this.words.mentionCount, { count: results.length }))
  }

  #option({ type, label, detail }, index, choose) {
    return element(
      "li",
      {
        id: `${this.dom.id}-${index}`,
        role: "option",
        on: {
          mousedown: (event) => event.preventDefault(),
          mousemove: () => index !== this.#active && this.#activate(index),
          click: () => this.#choose(index, choose),
        },
      },
      icon(ICONS[type] ?? UserRound),
      element("span", { class: "pas-editor-mention-name" }, label),
      element("span", { class: "pas-editor-mention-detail" }, detail ?? ""),
    )
  }

  #activate(index) {
    this.#active = index
    this.dom.childNodes.forEach((option, position) => option.setAttribute("aria-selected", position === index))
    const active = this.dom.children[index]
    active.scrollIntoView({ block: "nearest" })
    this.#editable.setAttribute("aria-activedescendant", active.id)
  }

  #choose(index, choose) {
    const { type, id, label } = this.#options[index]
    this.names.set(`${type}:${id}`, label)
    choose(`${type}:${id}`)
  }

  /** Stands below the `@`, or above it where the window ends. */
  #moveTo({ left, top, bottom }) {
    const frame = this.dom.parentElement.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = this.dom
    const isAbove = bottom + height + 8 > window.innerHeight && top > height + 8
    this.dom.style.left = `${Math.max(0, Math.min(left - frame.left, frame.width - width))}px`
    this.dom.style.top = `${isAbove ? top - frame.top - height - 4 : bottom - frame.top + 4}px`
  }
}
