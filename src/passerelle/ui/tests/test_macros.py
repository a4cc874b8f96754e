"""The macros as templates meet them: under `ui`, escaped, with the right words for those who listen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from passerelle.ui.macros import FOLDER, Macros

SOURCE = Path(__file__).parents[3] / "passerelle"


def render(source: str, **context: object) -> str:
    with translation.override("en"):
        return str(engines["jinja2"].from_string(source).render(context))


class Asked(forms.Form):
    title = forms.CharField(label="Title", help_text="One sentence.")


def test_a_field_with_an_error_points_to_its_help_and_its_error() -> None:
    form = Asked({})
    form.is_valid()
    html = render("{{ ui.field(form.title) }}", form=form)
    assert 'aria-invalid="true"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    assert described[1].split() == ["id_title_helptext", "id_title_error"]
    assert all(f'id="{one}"' in html for one in described[1].split())


def test_the_error_summary_leads_to_the_fields() -> None:
    form = Asked({})
    form.is_valid()
    assert 'href="#id_title"' in render("{{ ui.form_errors(form) }}", form=form)


def test_text_from_people_is_escaped() -> None:
    assert "<b>" not in render("{{ ui.person_line(name, unit=name) }}{{ ui.button(name) }}", name="<b>Ada</b>")


def test_the_arc_is_drawn_only_over_a_crossing() -> None:
    card = '{%% call ui.card("/c/1/", "Light", {"icon": "bell", "label": "Update", "hue": "coral"}, home, %s) %%}{%% endcall %%}'
    home = {"name": "Milan shops", "url": "/m/"}
    assert "bridge" in render(card % "home", home=home)
    assert "bridge" not in render(card % "none", home=home)


def test_further_keywords_become_attributes_and_absent_ones_disappear() -> None:
    html = render('{{ ui.button("Go", hx_post="/x/", disabled=true, title=none) }}')
    assert 'hx-post="/x/" disabled>' in html
    assert "title" not in html


def test_an_unknown_macro_says_which_there_are() -> None:
    with pytest.raises(AttributeError, match="avatar"):
        Macros(engines["jinja2"].env).nothing_of_the_kind  # noqa: B018


def test_the_gallery_shows_every_macro() -> None:
    names = {name for path in FOLDER.glob("*.html") for name in re.findall(r"macro ([a-z]\w*)\(", path.read_text())}
    shown = "".join(path.read_text() for path in (FOLDER.parent / "gallery").glob("*.html"))
    inside = "".join(path.read_text() for path in FOLDER.glob("*.html"))
    assert {
        name for name in names if f"ui.{name}(" not in shown and f".{name}(" not in inside and f" {name}(" not in inside
    } == set()


def test_no_template_breaks_the_content_security_policy() -> None:
    broken = re.compile(r'\sstyle="|\son[a-z]+="|hx-on|javascript:|<style|<script(?![^>]*(?:nonce=|application/json))')
    pages = (
        path for path in SOURCE.rglob("jinja2/**/*.html") if path.parent.name != "mail"
    )  # a mail carries its own style
    assert [path.name for path in pages if broken.search(path.read_text())] == []
