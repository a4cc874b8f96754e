"""What a person does in the rich editor."""

from playwright.sync_api import Page

from browser.editor_site import EditorSite

# The browser tells of a moved caret a moment later; a hand is never that quick.
PASTE = """async ([target, data, files]) => {
  await new Promise((resume) => setTimeout(resume, 50))
  const clipboard = new DataTransfer()
  for (const [type, text] of Object.entries(data)) clipboard.setData(type, text)
  for (const [name, bytes] of files) clipboard.items.add(new File([new Uint8Array(bytes)], name, {type: "image/png"}))
  const event = new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true})
  document.querySelector(target).dispatchEvent(event)
}"""


def opened(page: Page, editor_site: EditorSite, text: str = "") -> Page:
    """Open the page with a text in the editor and put the caret at its end."""
    editor_site.text = text
    page.goto(editor_site.url)
    page.locator(".tiptap").click()
    page.keyboard.press("Control+End")
    return page


def written(page: Page) -> str:
    """What the form would send now."""
    return page.locator("textarea").input_value()


def paste(page: Page, target: str = ".tiptap", files: dict[str, bytes] | None = None, **data: str) -> None:
    """Paste text, html and files in one go, as the clipboard of a browser holds them."""
    types = {"text": "text/plain", "html": "text/html"}
    named = [[name, list(content)] for name, content in (files or {}).items()]
    page.evaluate(PASTE, [target, {types[kind]: text for kind, text in data.items()}, named])
