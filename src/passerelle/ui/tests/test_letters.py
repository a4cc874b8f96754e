"""Every mail has a specimen, in each language, in both forms; what people typed is text in it, and nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import translation
from pytest_django import Settings

import passerelle
from passerelle.ui.letters.palette import ACCENTS, PAIRS, palette_of
from passerelle.ui.letters.specimens import Specimen, specimens
from passerelle.ui.letters.writing import Foot, House, Letter, write
from passerelle.ui.tests import test_tokens as tokens

pytestmark = [pytest.mark.once, pytest.mark.django_db]
SOURCE = Path(passerelle.__file__).parent
ALL = specimens()
LINK = re.compile(r'(?:src|href|background|url\()\s*=?\s*["\'(]([^"\')]+)')


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def written(specimen: Specimen, language: str) -> tuple[Letter, str]:
    with translation.override(language):
        letter = specimen.write()
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    return letter, str(html)


def test_every_mail_has_a_specimen() -> None:
    templates = {
        str(path).partition("/jinja2/")[2].removesuffix(".mjml") for path in SOURCE.rglob("jinja2/**/*.mjml")
    } - {"ui/letters/frame"}
    assert {specimen.write().template for specimen in ALL} == templates


def test_nothing_else_writes_mail() -> None:
    """What is sent is written by ``write``: both forms, the headers, a specimen."""
    other = re.compile(
        r"(?<!\(\)\.)(?<!def )\b(?:send_mail|EmailMessage|EmailMultiAlternatives|mail_admins|mail_managers)\("
    )
    writing = {
        path.name
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        and other.search(path.read_text().replace("class Letter(EmailMultiAlternatives)", ""))
    }
    assert writing == set()


@pytest.mark.parametrize("specimen", ALL, ids=lambda each: each.slug)
def test_a_letter_is_whole(specimen: Specimen, language: str) -> None:
    letter, html = written(specimen, language)
    text, raw = letter.body, letter.message().as_string()
    assert letter.subject
    assert f'lang="{language}"' in html
    assert "{{" not in html + text
    assert "{%" not in html + text
    assert [mark for mark in ("&amp;", "&lt;", "&#") if mark in text] == []
    assert [typed for typed in ("<above>", "<Conti>") if typed in html] == []
    assert 'name="color-scheme" content="light dark"' in html
    assert "prefers-color-scheme: dark" in html
    assert letter.extra_headers["Auto-Submitted"] in raw
    assert len(html.encode()) < 40_000


@pytest.mark.parametrize("specimen", ALL, ids=lambda each: each.slug)
def test_nothing_is_fetched_from_elsewhere_and_both_forms_lead_to_the_same_places(
    specimen: Specimen, language: str
) -> None:
    letter, html = written(specimen, language)
    links = {link.replace("&amp;", "&") for link in LINK.findall(re.sub(r"<!--.*?-->", "", html, flags=re.S))}
    own = {urlsplit(django_settings.BASE_URL).hostname, "passerelle.example"}
    assert {urlsplit(link).hostname for link in links} <= own
    assert links == {word for word in letter.body.split() if word.startswith("http")}


def test_colours_are_those_of_pages() -> None:
    def screen(name: str, theme: int, hue: float) -> str:
        channels = tokens.linear_rgb(tokens.COLOURS[name.replace("_", "-")][theme], hue)
        return "#" + "".join(
            f"{round(255 * (1.055 * each ** (1 / 2.4) - 0.055 if each > 0.0031308 else 12.92 * each)):02x}"
            for each in channels
        )

    assert {name: (screen(name, 0, 0), screen(name, 1, 0)) for name in PAIRS} == PAIRS
    for accent, pairs in ACCENTS.items():
        hue = tokens.ACCENTS[accent or "teal"]
        assert {name: (screen(name, 0, hue), screen(name, 1, hue)) for name in pairs} == pairs
    assert set(ACCENTS) - {""} | {"teal"} == set(tokens.ACCENTS)
    assert palette_of("no such accent") == palette_of("")


def test_a_name_that_is_markup_is_a_name() -> None:
    house = House('<script>alert("x")</script> {{ 7 * 7 }}')
    letter = write(
        "people/mail/trial", "<b>\nBcc: eve@evil.example", "ada@orsel.example", {}, house=house, foot=Foot("<i>why</i>")
    )
    html = str(letter.alternatives[0][0])
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "49" not in letter.body
    assert letter.subject == "<b> Bcc: eve@evil.example"
    assert "\nBcc" not in letter.message().as_string()


def test_mjml_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A summary for thousands of people makes HTML of MJML once."""
    from passerelle.ui.letters import mjml  # noqa: PLC0415  # patched here alone

    specimens()[0].write()
    monkeypatch.setattr(mjml.mrml, "to_html", None)
    assert specimens()[0].write().alternatives


@pytest.mark.parametrize("address", ["/gallery/mail/", "/gallery/mail/trial/", "/gallery/mail/trial/fr/"])
def test_the_gallery_is_for_developers(client: Client, settings: Settings, address: str) -> None:
    settings.PASSERELLE = django_settings.PASSERELLE.model_copy(update={"gallery": False})
    assert client.get(address).status_code == 404
    settings.PASSERELLE = django_settings.PASSERELLE.model_copy(update={"gallery": True})
    assert client.get(address).status_code == 200
    assert client.get("/gallery/mail/none/").status_code == 404
    assert client.get("/gallery/mail/trial/de/").status_code == 404


def test_a_letter_may_only_be_drawn(client: Client, settings: Settings) -> None:
    settings.PASSERELLE = django_settings.PASSERELLE.model_copy(update={"gallery": True})
    answer = client.get("/gallery/mail/trial/en/")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
