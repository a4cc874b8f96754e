"""A language is named only when it is clear."""

import pytest

from passerelle.lib.languages import detect


@pytest.fixture(autouse=True)
def spoken(settings: pytest.FixtureRequest) -> None:
    settings.LANGUAGES = [("en", "English"), ("fr", "French"), ("pt-br", "Brazilian")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Qui a déjà essayé la nouvelle procédure ?", "fr"),
        ("Who has tried the new checklist in the store?", "en"),
        ("Chi può aiutarmi con questo problema?", "it"),
        ("¿Quién puede ayudarme con esto?", "es"),
        ("Wer kann mir bei dieser Frage helfen?", "de"),
        ("Alguém já experimentou o novo procedimento na loja?", "pt"),
        ("La réunion est déplacée : https://example.com/the/new/english/address", "fr"),
    ],
)
def test_sentences_are_recognised_also_in_languages_that_have_no_pages(text: str, language: str) -> None:
    assert {detect(text, default=expected) for expected in ("xx", "", "fr", "en")} == {language}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "Merci !",
        "👍👍👍",
        "Budget 2024",
        "https://example.com/the/whole/text",
        "ada@example.com",
        "1234567890" * 5,
    ],
)
def test_what_is_not_clear_stays_at_the_default(text: str) -> None:
    assert detect(text, default="xx") == "xx"


def test_of_neighbours_as_near_the_one_that_is_expected_is_chosen() -> None:
    assert [detect("Piano turni estivi", default=expected) for expected in ("it", "es", "xx")] == ["it", "es", "it"]
    assert [detect("Procedura casa", default=expected) for expected in ("it", "es", "xx")] == ["it", "es", "xx"]
