"""An article on paper: what it says, for whoever reads its page, whatever stands in it."""

from __future__ import annotations

import pypdfium2

from cast.people import NAMES, as_actor
from passerelle.contributions.actions import edit
from passerelle.contributions.models import Post
from passerelle.kinds.article.article import actions
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.printing.blocks import Block, blocks

TEXT = """## Contexte

Deux caisses, **une** file → 9 min.

1. Le tabouret
2. L’ardoise

- un

  encore

| avant | après |
|--:|--:|
| 9,4 | 5,1 |

![La file](https://example.org/x.png) <script>alert(1)</script> 日本 שלום 🪑

"""
HOSTILE = (
    "x" * 9_000,
    "| " * 60 + "|\n" + "|-" * 60 + "|\n" + "| y" * 60 + "|",
    f"| a | b |\n|-|-|\n| {'long ' * 3000} | c |",
    "- " * 40 + "deep",
    "> " * 40 + "deep",
    "```\n" + "code\t" * 2000 + "\n```",
)


def pages(answer):
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    document = pypdfium2.PdfDocument(answer.content)
    return [" ".join(page.get_textpage().get_text_range().replace("\u00a0", " ").split()) for page in document]


def test_who_reads_its_page_may_print_it_as_it_stands(cast, article, visit):
    edit(article, title="La file & le tabouret", text=TEXT, by=as_actor(cast.ada))
    Article.objects.filter(pk=article.pk).update(sources="Le carnet de Lyon\nhttps://example.org/a")
    address = f"/c/{article.pid}/article/pdf/"
    (text,) = pages(visit(cast.otto).get(address))
    said = ("La file & le tabouret", "It holds · last confirmed on", "Answers for it: Ada Orsel", "Checked by: Sam", "Contexte",
            "Deux caisses, une file → 9 min.", "1. Le tabouret", "2. L’ardoise", "9,4 5,1", "What it rests on", "Le carnet de Lyon",
            "Some letters cannot be printed in this file", "1 / 1", f"/c/{article.pid}/")  # fmt: skip
    assert [words for words in said if words not in text] == []
    actions.check(article, holds=False, why="No", by=as_actor(cast.mia))
    assert "Called outdated" in pages(visit(cast.mia).get(address))[0]
    for who in NAMES:
        browser = visit(getattr(cast, who))
        assert browser.get(address).status_code == browser.get(f"/c/{article.pid}/article/check/").status_code, who


def test_a_draft_is_printed_by_those_who_see_it(cast, draft, visit):
    address = f"/c/{draft.pid}/article/pdf/"
    assert "Draft" in pages(visit(cast.ada).get(address))[0]
    assert visit(cast.otto).get(address).status_code == 404


def test_nothing_that_is_typed_breaks_it(cast, article, visit):
    browser, address = visit(cast.ada), f"/c/{article.pid}/article/pdf/"
    edit(article, title="T" * 150, text="\n\n".join(HOSTILE), by=as_actor(cast.ada))
    assert len(pages(browser.get(address))) > 1
    Post.objects.unscoped("an import").filter(contribution=article).update(html=f"<p>{'word ' * 50_000}</p>")
    answer = browser.get(address, follow=True)
    assert "This is too long for a PDF" in answer.content.decode()


def test_the_blocks_of_a_text():
    html = "<h3>A</h3><p>b <em>c</em><br>d</p><ol><li>e<ul><li>f</li></ul></li><li>g</li></ol><table><tr><th>h</th></tr></table>i"
    assert blocks(html) == [
        Block("h3", [["A"]]),
        Block("p", [["b c\nd"]]),
        Block("ol", [["e"], ["g"]]),
        Block("ul", [["f"]]),
        Block("table", [["h"]]),
        Block("p", [["i"]]),
    ]
