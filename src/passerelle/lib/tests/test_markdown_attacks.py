"""Nothing a person writes becomes markup we did not allow, and nothing takes long."""

from html.parser import HTMLParser
from itertools import product
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import is_steep
from passerelle.lib.markdown import Named, Picture, Ref, fill, normalise_links, render
from passerelle.lib.markdown.parser import is_allowed_url
from passerelle.lib.markdown.sanitizer import sanitize

ALLOWED = {
    "a": {"href", "rel", "class"},
    "img": {"src", "srcset", "sizes", "alt", "loading", "decoding", "width", "height"},
    "span": {"class"},
    "bdi": set(),
    "ol": {"start", "class"},
    "ul": {"class"},
    "li": {"class"},
    "th": {"class"},
    "td": {"class"},
    "code": {"class"},
    "input": {"type", "checked", "disabled"},
    "label": set(),
    **{tag: set() for tag in "p br hr h3 h4 h5 h6 strong em s pre blockquote table thead tbody tr".split()},
}
CLASSES = {
    "mention",
    "mention-missing",
    "reference",
    "reference-missing",
    "attachment",
    "attachment-missing",
    "picture",
    "contains-task-list",
    "task-list-item",
    "align-left",
    "align-center",
    "align-right",
}


class Strict(HTMLParser):
    """Fails on the first tag, attribute, class or scheme that is not ours."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ALLOWED[tag], (tag, name)
            if name == "class":
                assert all(word in CLASSES or word.startswith("language-") for word in (value or "").split())
            if name in ("href", "src"):
                assert urlsplit(value or "").scheme in ("", "http", "https", "mailto", "tel")
                assert not (value or "").replace("\\", "/").startswith("//")

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"comment {data!r}")


HOSTILE_NAME = '"><img src=x onerror=hit()><a href="javascript:hit()'


def check(source: str) -> None:
    html = render(source).html
    assert sanitize(html) == html
    Strict().feed(fill(html, {}))
    named = {ref: Named(HOSTILE_NAME, "/x") for ref in render(source).mentions | render(source).links}
    pictured = {Ref("attachment", pid): Picture("/m", 1, 1) for pid in render(source).attachments}
    Strict().feed(fill(html, {**named, **pictured}))


CODES = ["hit()", "fetch`/x`", "&#104;it()", "\\u0068it()"]
SCHEMES = [
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java&Tab;script:",
    "&#106;avascript:",
    "\x01javascript:",
    "\u2028javascript:",
    "javascript&colon;",
    " javascript:",
    "vbscript:",
    "data:text/html,",
    "data:image/svg+xml,",
    "file:///",
    "blob:",
    "view-source:javascript:",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "/%09/evil.example/",
    "attachment:",
    "attachment:abc123/../",
]
PLACES = [
    "[x]({0}{1})",
    "[x](<{0}{1}>)",
    "![x]({0}{1})",
    "<{0}{1}>",
    "{0}{1}",
    "[x][r]\n\n[r]: {0}{1}",
    "[![x]({0}{1})]({0}{1})",
    '[x]({0}{1} "{1}")',
    "|a|\n|-|\n|[x]({0}{1})|",
    "- [ ] [x]({0}{1})",
    "[@{{person:abc123}}]({0}{1})",
]
TAGS = [
    "script",
    "svg/onload",
    "img src=x onerror",
    "iframe srcdoc",
    "math href",
    "style",
    "input autofocus onfocus",
    "a hx-get",
    "p data-hx-get",
    "form action",
    "base href",
    "object data",
    "template shadowrootmode",
    "details ontoggle",
    "body onload",
    "p id",
    "p style",
]
SHAPES = [
    "<{0}={1}>",
    "a <{0}={1}>b</{0}>",
    "<{0}\n={1}\n>",
    "<<{0}={1}>>",
    "<!--><{0}={1}>-->",
    "`<{0}={1}>",
    "```<{0}={1}>\n",
    "# <{0}={1}>",
    "![<{0}={1}>](attachment:abc123)",
    "[<{0}={1}>](attachment:abc123)",
    "&lt;{0}={1}&gt;",
    "<?{0}={1}?>",
    "<![CDATA[<{0}={1}>]]>",
    "@{{person:abc123<{0}={1}>}}",
    '```"><{0}={1}>\nx\n```',
]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_links_go_nowhere_dangerous(scheme: str) -> None:
    for place, code in product(PLACES, CODES):
        check(place.format(scheme, code))


DANGEROUS = [
    "javascript:alert(1)",
    "JaVaScRiPt:x",
    "data:text/html,x",
    "vbscript:x",
    "//elsewhere.example",
    "/\\elsewhere",
]


@pytest.mark.parametrize("url", DANGEROUS)
def test_each_lock_holds_alone(url: str) -> None:
    assert not is_allowed_url(url)
    assert "href" not in sanitize(f'<a href="{url}">x</a>')


@pytest.mark.parametrize("tag", TAGS)
def test_tags_are_text(tag: str) -> None:
    for shape, code in product(SHAPES, CODES):
        check(shape.format(tag, code))


PIECES = st.sampled_from(
    [
        "*",
        "_",
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "<",
        ">",
        "|",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "#",
        "@{person:abc123}",
        "#{",
        "attachment:abc123",
        "![",
        "https://a.example.com",
        "javascript:",
        "&lt;",
        "&",
        '"',
        "\\",
        "\ue000",
        "\ue001",
        "\ue002",
        "image:abc123",
        "\u202e",
        "\x00",
        "\ud800",
        "é",
        " ",
        "a",
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_put_together_is_safe(source: str) -> None:
    check(source)
    render(source).html.encode()


PATTERNS = [
    "![",
    "[![",
    "[a][",
    "[](",
    "*a **b ",
    "***a",
    "__a_ ",
    "> - ",
    "- > ",
    "``a`",
    "://",
    "http://a.",
    "http://a.com/(",
    "a@",
    "a.b.c@",
    "www.a.fr/_",
    "|a|\n|-|\n",
    "~~a",
    "@{person:",
    "&a;",
    "[a]: b\n",
    "<a ",
    "```\n",
    "> ",
    "    a\n",
    "1. ",
    "@{person:abc123}",
    " ",
    "\\",
    "https://hub.example.com/c/abc123",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_costs_more_than_its_length(pattern: str) -> None:
    def work(size: int) -> None:
        source = (pattern * size)[:size]
        render(source)
        normalise_links(source, ["hub.example.com"], lambda refs: refs)

    assert not is_steep(work, 2_500)
