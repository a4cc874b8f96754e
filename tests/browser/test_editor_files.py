"""What people bring into the rich editor: pictures, files, links, and pages copied from elsewhere."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.editor_page import opened, paste, written
from browser.editor_site import PICTURE, EditorSite


def test_a_pasted_picture_is_sent_and_described(editor: Page, editor_site: EditorSite) -> None:
    editor.keyboard.type("See ")
    editor_site.answer_uploads.clear()
    paste(editor, files={"shelf.png": PICTURE})
    expect(editor.get_by_role("progressbar", name="Sending “shelf.png”")).to_be_visible()
    assert (
        editor.locator("textarea").evaluate("field => field.validationMessage").startswith("A file is still on its way")
    )
    editor.keyboard.type("here ")
    editor_site.answer_uploads.set()
    field = editor.get_by_label("Describe the picture for those who cannot see it")
    field.fill("An empty shelf [left]")
    field.press("Enter")
    editor.keyboard.type(" !")
    assert written(editor) == "See\n\n![An empty shelf \\[left\\]](attachment:p1c2t3) !\n\nhere"
    assert editor.locator(".tiptap img[alt^='An empty']").get_attribute("src") == "/files/p1c2t3.png"
    assert editor.locator("textarea").evaluate("field => field.validationMessage") == ""
    assert [(upload["name"], upload["token"], len(upload["key"])) for upload in editor_site.uploads] == [
        ("shelf.png", "token-of-the-page", 32)
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "![](attachment:p1c2t3)\n\nThere"),
        ("Here", "Here\n\n![](attachment:p1c2t3)\n\nThere"),
        ("- Here", "- Here\n\n  ![](attachment:p1c2t3)\n\n  There"),
        ("| A |\n| --- |", "| A![](attachment:p1c2t3)There |\n| --- |"),
    ],
)
def test_one_goes_on_writing_behind_a_picture(page: Page, editor_site: EditorSite, before: str, after: str) -> None:
    opened(page, editor_site, before)
    page.locator(".tiptap p").first.click()
    page.keyboard.press("End")
    paste(page, files={"shelf.png": PICTURE})
    page.locator(".pas-editor-picture").wait_for()
    page.keyboard.type("There")
    assert written(page) == after


def test_a_refused_file_is_kept_and_sent_again_with_the_same_key(page: Page, editor_site: EditorSite) -> None:
    opened(page, editor_site, "Before")
    editor_site.upload_status = 413
    paste(page, files={"plan.pdf": b"%PDF"})
    expect(page.locator(".pas-editor-upload")).to_contain_text(
        "“plan.pdf” was not sent. The text is kept. The file is too large."
    )
    assert written(page) == "Before"
    editor_site.upload_status = 201
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".tiptap a")).to_have_text("plan.pdf")
    assert written(page) == "Before[plan.pdf](attachment:p1c2t3)"
    assert len({upload["key"] for upload in editor_site.uploads}) == 1


def test_files_are_attached_from_the_toolbar_and_removed(page: Page, editor_site: EditorSite, tmp_path: Path) -> None:
    opened(page, editor_site)
    editor_site.upload_status = 413
    (tmp_path / "a.png").write_bytes(PICTURE)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Attach a picture or file").click()
    chooser.value.set_files(tmp_path / "a.png")
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".pas-editor-upload")).to_have_count(0)


def test_links_are_pasted_over_words_and_edited(editor: Page) -> None:
    editor.keyboard.type("our shop")
    editor.keyboard.press("Shift+Control+ArrowLeft")
    paste(editor, text="https://shop.example/a")
    assert written(editor) == "our [shop](https://shop.example/a)"
    editor.keyboard.press("Control+k")
    field = editor.get_by_label("Address of the link")
    expect(field).to_have_value("https://shop.example/a")
    field.fill("shop.example/b")
    field.press("Enter")
    assert written(editor) == "our [shop](https://shop.example/b)"
    editor.keyboard.press("Control+k")
    editor.get_by_role("button", name="Remove the link").click()
    assert written(editor) == "our shop"


def test_pasted_pages_bring_their_form_and_nothing_else(editor: Page) -> None:
    paste(
        editor,
        text="x",
        html='<h1 style="color:red">Title</h1><p onclick="x()">A <b>word</b><img src="https://elsewhere.example/p.png"></p><script>1</script>',
    )
    assert written(editor) == "## Title\n\nA **word**"
    editor.keyboard.press("Control+a")
    paste(
        editor,
        html='<b style="font-weight:normal"><p><span style="font-weight:700">Bold</span> <span style="font-style:italic">it</span></p></b>',
    )
    assert written(editor) == "**Bold** *it*"
    editor.keyboard.press("Control+a")
    paste(editor, text="1. one\n2. two\n\n> said")
    assert written(editor) == "1. one\n2. two\n\n> said"
