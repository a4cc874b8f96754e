"""The rich editor as people use it: keyboard first, under the strict policy of our pages, never losing a word."""

from typing import Literal
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from browser.editor_page import opened, written
from browser.editor_site import EditorSite


def test_the_textarea_works_without_scripts(browser: Browser, editor_site: EditorSite) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(editor_site.url)
    page.get_by_label("Your answer").fill("**plain**")
    page.get_by_role("button", name="Publish").click()
    assert parse_qs(page.locator("body").inner_text().strip()) == {"text": ["**plain**"], "do": ["publish"]}


def test_the_editor_waits_until_it_is_used_and_takes_the_caret_over(
    page: Page, editor_site: EditorSite, complaints: list[str]
) -> None:
    held: list[Route] = []
    page.route("**/editor.js", lambda route: held.append(route))
    editor_site.attributes = 'load="focus"'
    page.goto(editor_site.url)
    page.wait_for_load_state("networkidle")
    assert held == []
    page.get_by_label("Your answer").fill("before **after**")
    page.locator("textarea").evaluate("field => field.setSelectionRange(7, 7)")
    held[0].continue_()
    expect(page.locator(".tiptap")).to_be_focused()
    page.keyboard.type("and ")
    assert written(page) == "before and **after**"


def test_writing_with_the_keyboard_sends_markdown(editor: Page) -> None:
    editor.keyboard.type("## Glass")
    editor.keyboard.press("Enter")
    editor.keyboard.type("We pack **twice** and `wrap`.")
    editor.keyboard.press("Enter")
    editor.keyboard.type("- first")
    editor.keyboard.press("Enter")
    editor.keyboard.press("Tab")
    editor.keyboard.type("below")
    assert written(editor) == "## Glass\n\nWe pack **twice** and `wrap`.\n\n- first\n  - below"
    assert editor.evaluate("new FormData(document.forms[0]).getAll('text')") == [written(editor)]


def test_control_enter_sends_the_form(editor: Page) -> None:
    editor.keyboard.type("Done")
    editor.keyboard.press("Control+Enter")
    editor.wait_for_url("**/sent")
    assert parse_qs(editor.locator("body").inner_text()) == {"text": ["Done"], "do": ["publish"]}


def test_an_empty_text_is_refused_where_one_writes(editor: Page) -> None:
    text = editor.get_by_role("textbox", name="Your answer")
    editor.keyboard.press("Control+Enter")
    expect(text).to_have_attribute("aria-invalid", "true")
    expect(text).to_be_focused()
    editor.keyboard.type("x")
    expect(text).not_to_have_attribute("aria-invalid", "true")


def test_mentions_are_chosen_with_the_keyboard(editor: Page) -> None:
    text = editor.get_by_role("textbox", name="Your answer")
    editor.keyboard.type("Thanks @ad")
    options = editor.get_by_role("option")
    expect(options).to_have_count(3)
    expect(editor.get_by_role("status")).to_have_text("3 found. Choose with the arrow keys.")
    editor.keyboard.press("ArrowUp")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    assert text.get_attribute("aria-activedescendant") == options.nth(2).get_attribute("id")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("Enter")
    editor.keyboard.type("and @ada l")
    expect(options).to_have_count(1)
    editor.keyboard.press("Tab")
    assert written(editor) == "Thanks @{person:c4x7cd} and @{person:k3v9ab}"
    expect(text).to_have_text("Thanks @Adèle Roux and @Ada Lovelace")


def test_escape_leaves_the_at_sign_alone(editor: Page) -> None:
    editor.keyboard.type("@ad")
    expect(editor.get_by_role("option")).to_have_count(3)
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("listbox")).to_be_hidden()
    editor.keyboard.type("h")
    editor.wait_for_timeout(300)
    expect(editor.get_by_role("listbox")).to_be_hidden()
    editor.keyboard.press("Enter")
    editor.keyboard.type("ada@lovelace.org")
    assert written(editor) == "@adh\n\nada@lovelace.org"


def test_known_names_are_shown_and_others_are_not_guessed(
    page: Page, editor_site: EditorSite, complaints: list[str]
) -> None:
    opened(page, editor_site, "@{person:k3v9ab} #{contribution:zz12zz} @{unit:nobody1}")
    expect(page.locator(".tiptap")).to_have_text("@Ada Lovelace #How we pack glass @…")


def test_tables_grow_and_shrink(editor: Page) -> None:
    def press(name: str) -> None:
        editor.get_by_role("button", name=name, exact=True).click()

    press("Table")
    editor.keyboard.type("Shop")
    editor.keyboard.press("Tab")
    editor.keyboard.type("Lift")
    editor.keyboard.press("Enter")
    editor.keyboard.type("4 | 5")
    assert written(editor) == "| Shop | Lift |  |\n| --- | --- | --- |\n|  | 4 \\| 5 |  |\n|  |  |  |"
    press("Add a column")
    press("Remove the row")
    assert written(editor) == "| Shop | Lift |  |  |\n| --- | --- | --- | --- |\n|  |  |  |  |"
    press("Remove the table")
    assert written(editor) == ""


def test_the_toolbar_is_one_stop_and_says_what_is_on(editor: Page) -> None:
    editor.keyboard.press("Alt+F10")
    bold, italic = (editor.get_by_role("button", name=name) for name in ("Bold", "Italic"))
    expect(bold).to_be_focused()
    editor.keyboard.press("ArrowRight")
    expect(italic).to_be_focused()
    editor.keyboard.press("Enter")
    expect(italic).to_have_attribute("aria-pressed", "true")
    editor.keyboard.type("so")
    assert written(editor) == "*so*"
    assert editor.locator(".pas-editor-toolbar [tabindex='0']").count() == 1
    editor.keyboard.press("Escape")
    editor.keyboard.press("Tab")
    expect(italic).to_be_focused()
    editor.keyboard.press("Tab")
    expect(editor.get_by_role("button", name="Publish")).to_be_focused()


def test_the_source_is_one_button_away(page: Page, editor_site: EditorSite, complaints: list[str]) -> None:
    opened(page, editor_site, "**a** b")
    page.get_by_role("button", name="Markdown source").click()
    source = page.get_by_role("textbox", name="Your answer")
    expect(source).to_be_focused()
    expect(source).to_have_value("**a** b")
    source.fill("# c")
    page.get_by_role("button", name="Markdown source").click()
    expect(page.locator(".tiptap")).to_be_focused()
    page.keyboard.type("d")
    assert written(page) == "# cd"


def test_quotations_come_from_elsewhere_on_the_page(page: Page, editor_site: EditorSite, complaints: list[str]) -> None:
    opened(page, editor_site, "Hello")
    page.evaluate(
        "document.querySelector('pas-editor').insertQuote('We *wrap*\\n\\ntwice', '@{person:c4x7cd}', 'Adèle Roux')"
    )
    expect(page.locator(".tiptap")).to_contain_text("@Adèle Roux")
    page.keyboard.type("Thanks")
    assert written(page) == "Hello\n\n@{person:c4x7cd}\n\n> We \\*wrap\\*\n>\n> twice\n\nThanks"


def test_changes_are_announced_after_a_pause(editor: Page) -> None:
    editor.evaluate("addEventListener('editor:change', ({detail}) => (window.saved ??= []).push(detail))")
    editor.keyboard.type("abc")
    assert editor.evaluate("window.saved") is None
    editor.wait_for_function("() => window.saved")
    assert editor.evaluate("window.saved") == [{"value": "abc", "draft": "d1"}]


def test_what_others_put_into_the_textarea_is_shown(editor: Page) -> None:
    editor.locator("textarea").evaluate(
        "field => { field.value = 'a **draft**'; field.dispatchEvent(new Event('change')) }"
    )
    expect(editor.locator(".tiptap strong")).to_have_text("draft")
    editor.locator("form").evaluate("form => form.reset()")
    expect(editor.locator(".tiptap")).to_have_text("")
    editor.locator("textarea").evaluate("field => { field.disabled = true }")
    expect(editor.locator(".tiptap")).to_have_attribute("contenteditable", "false")


def test_the_interface_speaks_the_language_of_the_page(
    page: Page, editor_site: EditorSite, complaints: list[str]
) -> None:
    editor_site.attributes = 'lang="fr" data-labels=\'{"bold": "Gras", "formatting": "Mise en forme"}\''
    opened(page, editor_site)
    expect(page.get_by_role("toolbar", name="Mise en forme").get_by_role("button", name="Gras")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_find(page: Page, editor_site: EditorSite, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    editor_site.textarea = 'required aria-invalid="true"'
    opened(
        page,
        editor_site,
        "## T\n\n- [ ] @{person:k3v9ab}\n\n| a | b |\n| - | - |\n| 1 | `2` |\n\n![](attachment:p1c2t3) ![x](https://e.example/x.png)",
    )
    page.locator(".tiptap td").first.click()
    page.keyboard.type(" @ad")
    expect(page.get_by_role("option")).to_have_count(3)
    assert [(found["id"], found["nodes"]) for found in Axe().run(page).response["violations"]] == []


def test_the_page_may_move_the_editor_or_take_it_away_for_a_while(editor: Page) -> None:
    editor.keyboard.type("kept")
    editor.evaluate("document.forms[0].append(window.field = document.querySelector('.field'))")
    expect(editor.locator(".tiptap")).to_have_text("kept")
    editor.evaluate("window.field.remove()")
    editor.wait_for_timeout(50)
    editor.evaluate("document.forms[0].append(window.field)")
    expect(editor.locator(".tiptap")).to_have_text("kept")
    assert editor.locator(".pas-editor-box").count() == 1
