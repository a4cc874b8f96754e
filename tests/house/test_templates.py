"""Every template is readable by the environment that renders it."""

from __future__ import annotations

import pytest
from django.template import engines

from house.repository import ROOT, SOURCE, name

TEMPLATES = sorted(
    path for path in SOURCE.rglob("jinja2/**/*") if path.suffix in {".html", ".txt", ".svg", ".xml", ".mjml"}
)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_compiles(path):
    environment = engines["jinja2"].env
    environment.compile(path.read_text(), str(path.relative_to(ROOT)))


def test_sentences_are_looked_up_as_they_are_gathered():
    """babel.cfg trims the line breaks of trans blocks; the environment must do the same to find them again."""
    assert "trimmed = true" in (ROOT / "babel.cfg").read_text()
    assert engines["jinja2"].env.policies["ext.i18n.trimmed"]


def test_there_is_one_layout_and_no_second_language_of_templates():
    assert [name(path) for path in SOURCE.rglob("templates/*") if path.parent.name == "templates"] == []


def test_inside_a_template_folder_names_do_not_collide():
    names = [str(path).split("/jinja2/")[1] for path in TEMPLATES]
    assert sorted({each for each in names if names.count(each) > 1}) == []
