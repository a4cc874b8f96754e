"""What goes through the rich editor comes out as the same Markdown, or as another way to write the same page."""

from playwright.sync_api import Page

from browser.editor_page import opened, written
from browser.editor_site import EditorSite
from passerelle.lib.markdown import render

UNCHANGED = {
    "a line": "Hello",
    "marks": "**bold** and *italic* and ~~no~~ and `c*d`",
    "marks in marks": "***both*** and **a *b* c** and *a*b",
    "headings": "## Title\n\nText\n\n### Smaller\n\n##### Kept",
    "nested list": "- a\n- b\n  - c\n    - d\n- e",
    "numbered list": "1. a\n2. b\n   1. c\n   2. d",
    "number to start from": "3. a\n4. b",
    "task list": "- [ ] to do\n- [x] done\n  - [ ] below",
    "list of blocks": "- first\n\n  second\n\n  ```js\n  code\n\n  more\n  ```",
    "picture in a list": "1. a\n\n   ![x](attachment:p1c2t3)",
    "tasks in a numbered list": "1. a\n2. b\n   - [x] c\n     d\n   - [ ] e",
    "code in a list": "- a\n\n  ```\n  k\n  ```\n- b",
    "quotation": "> one\n>\n> two\n>\n> - list",
    "answer in a quotation": "> > deep\n>\n> less",
    "code": "```python\nx = 1\n\ny = `2` < 3 & *\n```",
    "fence in code": "````\n```\nin\n```\n````",
    "backticks in code": "`a`` b`",
    "line break": "a\nb",
    "link": '[**words** here](https://e.org/a_b(c) "its \\"title\\"")'.replace("(c)", "%28c%29"),
    "bare address": "See https://e.org/a_b, www.e.org or ada@e.org.",
    "address beside a word": "foo<https://a.b/c>bar",
    "picture": '![alt](attachment:p1c2t3) and ![a \\[b\\]](attachment:p1c2t3 "t") more',
    "table": "| a | b |\n| --- | --- |\n| 1 | `x\\|y` |\n|  | **b** @{person:k3v9ab} |",
    "columns": "| a | b | c |\n| :-- | :-: | --: |\n| 1 \\| 2 | 3 | 4 |",
    "dividing line": "a\n\n---\n\nb",
    "references": "Hi @{person:k3v9ab}, **bold @{unit:u8n1ef} more**: #{contribution:zz12zz} and #{reply:q1q1q1}",
    "reference alone in bold": "**@{community:aaaaaa}** *#{reply:bbbbbb}*",
    "link around a reference": "[see #{contribution:zz12zz} now](/c/zz12zz/)",
    "reference that is code": "`@{person:k3v9ab}`",
    "unfinished references": "@{person:} @{person:Ada} #{unit:u8n1ef} \\@{person:k3v9ab}",
    "no block": "1\\. not a list\n\\# not a title\n\\- no\n\\> no\n\\[ ] no",
    "plain characters": "snake_case, 2 * 3 * 4, 5 < 6 & 7, ~5 min, #tag, a[0], [aside], <b>x</b>, :-) C:\\\\x",
    "escaped characters": "\\*lit\\* \\_lit\\_ \\`lit\\` \\~\\~lit\\~\\~ [a\\](b) &amp;amp;",
    "languages": "Été « oui » : 日本 שלום 👍🏽 ﬁn",
    "callout": "> [!NOTE]\n> read",
    "words of HTML": "<details><summary>More</summary>\n\nin\n\n</details>",
}

SAME_PAGE = {
    "stars": ("* a\n* b", "- a\n- b"),
    "underlines": ("_it_ and __bold__", "*it* and **bold**"),
    "underlined title": ("Title\n=====", "# Title"),
    "indented code": ("    x = 1", "```\nx = 1\n```"),
    "tildes": ("~~~\nx\n~~~", "```\nx\n```"),
    "two spaces": ("a  \nb", "a\nb"),
    "backslash": ("a\\\nb", "a\nb"),
    "empty lines": ("a\n\n\n\n\nb", "a\n\nb"),
    "padded table": ("a   | b\n--- | ---\n1   | 2", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
    "reference link": ("[words][1]\n\n[1]: https://e.org", "[words](https://e.org)"),
    "angle brackets": ("<https://e.org>", "https://e.org"),
    "needless escapes": ("a\\_b \\& c\\!", "a_b & c!"),
    "entities": ("&eacute; &lt;b&gt; &copy;", "é <b> ©"),
    "other rules": ("a\n\n***\n\nb", "a\n\n---\n\nb"),
}

#: Written differently afterwards and shown differently too. We know, and find it bearable.
CHANGED = {
    "loose list": ("- a\n\n- b", "- a\n- b"),
    "tasks among others": ("- [ ] a\n- b", "- [ ] a\n\n- b"),
}


def through_the_editor(page: Page, source: str) -> str:
    """Load a text, write one more word at its end, and read what the form would send before that word."""
    page.locator("textarea").evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input')) }", source + "\n\nThe end"
    )
    page.locator(".tiptap").focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("!")
    result = written(page)
    assert result.endswith("\n\nThe end!")
    return result.removesuffix("\n\nThe end!")


def test_most_texts_come_out_as_they_went_in(editor: Page) -> None:
    assert {name: through_the_editor(editor, source) for name, source in UNCHANGED.items()} == UNCHANGED


def test_other_ways_to_write_the_same_page_become_one(editor: Page) -> None:
    assert {name: through_the_editor(editor, source) for name, (source, _) in SAME_PAGE.items()} == {
        name: written for name, (_, written) in SAME_PAGE.items()
    }
    assert {name: render(source).html for name, (source, _) in SAME_PAGE.items()} == {
        name: render(written).html for name, (_, written) in SAME_PAGE.items()
    }


def test_what_changes_is_known(editor: Page) -> None:
    assert {name: through_the_editor(editor, source) for name, (source, _) in CHANGED.items()} == {
        name: written for name, (_, written) in CHANGED.items()
    }


def test_what_was_written_once_stays(editor: Page) -> None:
    written = [result for _, result in (*SAME_PAGE.values(), *CHANGED.values())]
    assert [through_the_editor(editor, source) for source in written] == written


def test_a_text_nobody_changed_is_left_alone(page: Page, editor_site: EditorSite) -> None:
    opened(page, editor_site, "* old  \n* ways\n\n\n__here__")
    page.keyboard.type("x")
    assert written(page) != editor_site.text
    page.keyboard.press("Control+Z")
    assert written(page) == editor_site.text
