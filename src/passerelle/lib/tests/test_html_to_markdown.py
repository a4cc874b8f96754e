"""HTML of other platforms becomes Markdown that shows the same words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.lib.html_to_markdown import convert
from passerelle.lib.markdown import render


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>one<br>\ntwo</p><p>three</p>", "one\ntwo\n\nthree"),
        ("<h2>Title <b>x</b></h2>", "## Title **x**"),
        (
            "a <strong> bold </strong><em>it</em> <del>no</del> <code>a`b</code>",
            "a  **bold** *it* ~~no~~ ``a`b``".replace("  ", " "),
        ),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n\n  - b\n- c"),
        ('<ol start="9"><li>a</li><li>b</li></ol>', "9. a\n10. b"),
        (
            '<ul><li><input type="checkbox" checked> done</li><li><input type="checkbox"> open</li></ul>',
            "- [x] done\n- [ ] open",
        ),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        (
            '<div class="codehilite" data-code-language="C++"><pre><span></span><code>a <i>b</i>\n</code></pre></div>',
            "```c++\na b\n```",
        ),
        ('<pre><code class="language-js">```\n</code></pre>', "````js\n```\n````"),
        ("<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td></tr></table>", "| a | b\\|c |\n| --- | --- |\n| 1 |  |"),
        ("<table><tr><td><ul><li>a</li></ul></td><td>b</td></tr></table>", "- a\n\nb"),
        ("<hr>", "---"),
        (
            '<div class="spoiler-block"><div class="spoiler-header">S</div><div class="spoiler-content">x</div></div>',
            "S\n\n> x",
        ),
        (
            '<span class="emoji emoji-1f44d-1f3fd" role="img">:+1:</span><img class="emoji" alt=":shrug:">',
            "👍🏽:shrug:",
        ),
        (
            '<span class="katex"><math><annotation>a_1 \\le b</annotation></math><span class="katex-html">a1</span></span>',
            "`$a_1 \\le b$`",
        ),
        ("<!-- c --><script>x</script><style>y</style><?xml encoding='x'?>z", "z"),
        ("", ""),
    ],
)
def test_what_each_element_becomes(html: str, markdown: str) -> None:
    assert convert(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<a href="https://a.example.com/x_y">https://a.example.com/x_y</a> z', "https://a.example.com/x_y z"),
        ('<a href="https://a.example.com/">https://a.example.com/</a>.', "<https://a.example.com/>."),
        ('<a href="https://a.example.com/(x)">the [x]</a>', "[the \\[x\\]](<https://a.example.com/(x)>)"),
        ('<a href="#narrow/stream/1">here</a>', "here"),
        ('<a href="javascript:hit()">here</a>', "here"),
        ('wow!<a href="https://a.example.com/">x</a>', "wow\\![x](https://a.example.com/)"),
        ('<img src="https://a.example.com/i.png" alt="a chart">', "![a chart](https://a.example.com/i.png)"),
        ('<img src="cid:1" alt="signature">', ""),
    ],
)
def test_links_and_images(html: str, markdown: str) -> None:
    assert convert(html) == markdown


def test_mentions_are_asked_for() -> None:
    html = (
        '<p><span class="user-mention" data-user-id="7">@Ada L</span> <span class="user-mention silent">Bob_</span></p>'
    )
    known = {("7", "Ada L"): "@{person:ada123}"}
    assert convert(html, mention=lambda user_id, name: known.get((user_id, name))) == "@{person:ada123} Bob\\_"
    assert convert(html) == "@Ada L Bob\\_"


def test_links_and_uploads_go_where_the_importer_says() -> None:
    html = (
        '<p><a href="/user_uploads/1/plan.png">plan.png</a> <a href="/#narrow/1">#talk</a></p>'
        '<div class="message_inline_image"><a href="/user_uploads/1/plan.png" title="plan.png"><img src="/thumb"></a></div>'
    )
    link = {"/#narrow/1": "/c/talk12/"}.get
    assert convert(
        html, link=link, image=lambda src, alt: "attachment:file12" if src.startswith("/user_uploads/") else None
    ) == ("plan.png [#talk](/c/talk12/)\n\n![plan.png](attachment:file12)")


def test_previews_are_left_behind() -> None:
    assert convert('<p>a</p><div class="message_embed"><a href="https://x.org">Title</a></div>') == "a"


def test_deep_quotations_are_laid_flat_and_nothing_is_lost() -> None:
    assert "bottom" in render(convert("<blockquote><ul><li>" * 60 + "bottom")).plain


TEXTS = [
    "# no heading",
    "- no list",
    "1. no list",
    "12) no",
    "> no quote",
    "+ no",
    "--- ",
    "===",
    "***",
    "_no_ __no__ *no* **no**",
    "snake_case 2*3*4",
    "`no` ``",
    "[no](link) ![no](image)",
    "[x]: https://a.example.com",
    "[ ] no task",
    "&amp;lt; &amp; &amp;copy;",
    "a \\ b \\* \\\\",
    "~~no~~ ~ ~~~",
    "&lt;https://a.example.com&gt; &lt;b&gt; &lt;a@b.fr&gt;",
    "@{person:abc123} #{reply:abc123}",
    "|a|b|",
    "|-|-|",
    "a |\n- | -",
    "    indented",
    "https://a.example.com/_x_/*y*",
    "line\\",
    "#",
    "-",
    "1986. A great year",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "around",
    [
        "<p>{}</p>",
        "<p>a<br>{}<br>b</p>",
        "<ul><li>{}</li></ul>",
        "<b>{}</b>",
        "<table><tr><td>{}</td></tr></table>",
        '<a href="https://z.org">{}</a>',
    ],
)
def test_special_characters_show_as_themselves(text: str, around: str) -> None:
    html = around.format(text)
    rendered = render(convert(html))
    assert squeezed(rendered.plain) == squeezed(seen(html))
    assert rendered.mentions | rendered.links == frozenset()


SIGNS = "* ** _ ` ~~ [ ] ( ) ! < > # - 1. | \\ & a b1 @{ é 👍 &lt; &amp;".split()
TAGS = "<b> </b> <i> </i> <del> </del> <code> </code> <a> </a> <br> <td> <table> </table>".split()
BLOCKS = "<pre> </pre> <p> <li> <ul> </ul> <h2> </h2> <blockquote> </blockquote>".split()
PIECES = st.sampled_from([*SIGNS, *TAGS, *BLOCKS, '<a href="https://z.org">', " ", "\n"])


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_html_is_converted(html: str) -> None:
    render(convert(html)).html.encode()


def seen(html: str) -> str:
    """The visible text of the simple HTML above."""
    text = re.sub(r"</?(?:p|br|ul|li|b|table|tr|td|a)\b[^>]*>", "\n", html)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
