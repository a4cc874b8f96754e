"""What the Markdown dialect gives: HTML, references, plain words."""

from passerelle.lib.markdown import RENDERER_VERSION, Ref, render


def html(source: str) -> str:
    return render(source).html


def test_a_line_break_in_a_message_is_a_line_break() -> None:
    assert html("one\ntwo") == "<p>one<br>\ntwo</p>"


def test_headings_start_below_those_of_the_page() -> None:
    assert [html("#" * level + " x")[:4] for level in range(1, 7)] == ["<h3>", "<h3>", "<h4>", "<h5>", "<h6>", "<h6>"]


def test_bare_addresses_are_links_and_file_names_are_not() -> None:
    external = 'rel="noopener nofollow ugc"'
    assert html("see https://a.example.com/x_y_z*.") == (
        f'<p>see <a href="https://a.example.com/x_y_z" {external}>https://a.example.com/x_y_z</a>*.</p>'
    )
    assert html("README.md and www.example.fr") == (
        f'<p>README.md and <a href="http://www.example.fr" {external}>www.example.fr</a></p>'
    )


def test_pages_of_this_site_are_linked_without_distrust() -> None:
    assert html("[people](/people/)") == '<p><a href="/people/">people</a></p>'


def test_task_lists_are_labelled_and_cannot_be_ticked() -> None:
    assert html("- [x] done") == (
        '<ul class="contains-task-list">\n<li class="task-list-item">'
        '<label><input checked="checked" disabled="disabled" type="checkbox"> done</label></li>\n</ul>'
    )


def test_tables_are_aligned_by_class() -> None:
    assert '<td class="align-right">2</td>' in html("|a|b|\n|--|-:|\n|1|2|")


def test_code_names_its_language_or_nothing() -> None:
    assert html("```C++ numbered\nx\n```") == '<pre><code class="language-c++">x\n</code></pre>'
    assert html('```"onload=x\nx\n```') == "<pre><code>x\n</code></pre>"


def test_references_are_collected_by_what_they_are() -> None:
    rendered = render("@{person:abc123} @{unit:def456} #{contribution:ghi789} #{reply:jkl012} ![a](attachment:mno345)")
    assert rendered.mentions == {Ref("person", "abc123"), Ref("unit", "def456")}
    assert rendered.links == {Ref("contribution", "ghi789"), Ref("reply", "jkl012")}
    assert rendered.attachments == {"mno345"}
    assert rendered.version == RENDERER_VERSION


def test_references_in_code_or_escaped_stay_as_written() -> None:
    rendered = render("`@{person:abc123}`\n\n    @{person:abc123}\n\n```\n@{person:abc123}\n```\n\n\\@{person:abc123}")
    assert rendered.mentions == frozenset()
    assert rendered.plain.count("@{person:abc123}") == 4


def test_placeholders_cannot_be_forged() -> None:
    forged = "\ue000person:abc123\ue001\ue002"
    assert render(forged).mentions == frozenset()
    assert render("![&#xe000;person:abc123&#xe001;&#xe002;](attachment:def456)").mentions == frozenset()
    assert render(f"&#xe000;person:abc123&#xe001;&#xe002; [{forged}](https://x.org)").mentions == frozenset()


def test_pictures_from_elsewhere_are_links() -> None:
    assert html("![chart](https://example.com/a.png)") == (
        '<p><a href="https://example.com/a.png" rel="noopener nofollow ugc">chart</a></p>'
    )


def test_plain_words() -> None:
    source = "# Title\n\nHello **you** &amp; @{person:abc123}\nsecond\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|\n\n![alt](attachment:abc123)"
    assert render(source).plain == "Title\n\nHello you & @…\nsecond\n\none\ntwo\n\na\tb\n1\t2\n\nalt"


def test_french_punctuation_does_not_begin_a_line() -> None:
    rendered = render("Qui vient ? **Chiffre** : 24 % de « *oui* ». `a ? b : c`")
    assert rendered.html == (
        "<p>Qui vient&nbsp;? <strong>Chiffre</strong>&nbsp;: 24&nbsp;% de «&nbsp;<em>oui</em>&nbsp;». "
        "<code>a ? b : c</code></p>"
    )
