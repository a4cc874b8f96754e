"""Names of today in stored HTML."""

import pytest

from passerelle.lib.markdown import Named, Picture, Ref, Target, fill, fill_text, refs_in, render

ADA, IDEA, FILE = Ref("person", "ada123"), Ref("contribution", "idea12"), Ref("attachment", "file12")


def show(source: str, known: dict[Ref, Target]) -> str:
    return str(fill(render(source).html, known))


def test_a_mention_links_to_the_person() -> None:
    known: dict[Ref, Target] = {ADA: Named('Ada <"L">', "/people/ada123/")}
    assert show("Ask @{person:ada123}.", known) == (
        '<p>Ask <a class="mention" href="/people/ada123/">@<bdi>Ada &lt;&#34;L&#34;&gt;</bdi></a>.</p>'
    )


def test_a_name_inside_a_text_is_set_like_one_above_it() -> None:
    known: dict[Ref, Target] = {IDEA: Named("Jour 3 : « ça se froisse »", "/c/idea12/")}
    assert show("See #{contribution:idea12}", known) == (
        '<p>See <a class="reference" href="/c/idea12/"><bdi>Jour 3\u00a0: «\u00a0ça se froisse\u00a0»</bdi></a></p>'
    )


def test_what_is_hidden_and_what_is_missing_read_the_same() -> None:
    source = "@{person:ada123} #{contribution:idea12} ![a](attachment:file12)"
    hidden: dict[Ref, Target] = {ADA: None, IDEA: None, FILE: None}
    assert show(source, hidden) == show(source, {})
    assert show(source, {}) == (
        '<p><span class="mention mention-missing">@someone</span> '
        '<span class="reference reference-missing">something you cannot see here</span> '
        '<span class="attachment attachment-missing">a file you cannot see here</span></p>'
    )


def test_nothing_becomes_a_link_inside_a_link() -> None:
    known: dict[Ref, Target] = {ADA: Named("Ada", "/people/ada123/")}
    assert show("[with @{person:ada123}](/x/)", known) == (
        '<p><a href="/x/">with <span class="mention">@<bdi>Ada</bdi></span></a></p>'
    )


def test_an_image_keeps_its_alternative_text() -> None:
    known: dict[Ref, Target] = {
        FILE: Picture("/attachments/file12/m", 960, 540, "/attachments/file12/t 480w", "/attachments/file12/")
    }
    assert show('![a "b" <c>](attachment:file12)', known) == (
        '<p><a class="picture" href="/attachments/file12/"><img src="/attachments/file12/m" srcset="/attachments/file12/t 480w"'
        ' sizes="(max-width: 60rem) 100vw, 60rem" alt="a &#34;b&#34; &lt;c&gt;" loading="lazy" decoding="async" width="960" height="540">'
        "</a></p>"
    )


def test_a_file_is_called_what_the_author_called_it() -> None:
    known: dict[Ref, Target] = {FILE: Named("plan.pdf", "/attachments/file12/")}
    assert (
        show("[the **plan**](attachment:file12)", known)
        == '<p><a class="attachment" href="/attachments/file12/">the plan</a></p>'
    )
    assert (
        show("![](attachment:file12)", known) == '<p><a class="attachment" href="/attachments/file12/">plan.pdf</a></p>'
    )


def test_a_callable_is_asked_once_for_everything() -> None:
    asked: list[frozenset[Ref]] = []

    def resolve(refs: frozenset[Ref]) -> dict[Ref, Target]:
        asked.append(refs)
        return {ADA: Named("Ada", "/a")}

    html = render("@{person:ada123} and @{person:ada123} on #{contribution:idea12}").html
    fill(html, resolve)
    assert asked == [refs_in(html)] == [{ADA, IDEA}]


def test_a_text_without_references_asks_nothing() -> None:
    def resolve(refs: frozenset[Ref]) -> dict[Ref, Target]:
        pytest.fail("nothing to ask for")

    assert fill(render("Hello").html, resolve) == "<p>Hello</p>"


def test_mails_get_names_without_markup() -> None:
    html = render("@{person:ada123} likes #{contribution:idea12} & [x](attachment:file12)").html
    assert fill_text(html, {ADA: Named("Ada <3", "/a"), IDEA: Named("Less paper", "/c")}) == (
        "@Ada <3 likes Less paper & a file you cannot see here"
    )
