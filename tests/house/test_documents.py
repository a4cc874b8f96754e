"""What the documents promise exists, and what exists is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from house.repository import ROOT, SOURCE, name
from passerelle.cli import app
from passerelle.environment import Environment
from passerelle.work.tasks import task_names

DOCUMENTS = [
    path for path in [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))] if path.name != "CHANGELOG.md"
]
SETTINGS = ROOT / "docs" / "administrators" / "settings.md"
COMMANDS = ROOT / "docs" / "administrators" / "commands.md"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_command_shown_exists(document):
    text = document.read_text()
    scripts = {
        script for script in re.findall(r"(?<![\w./])bin/([a-z]+)\b", text) if not (ROOT / "bin" / script).exists()
    }
    known = set(_commands())
    commands = {
        command for command in re.findall(r"(?:^|`)passerelle ([a-z]+)", text, re.MULTILINE) if command not in known
    }
    assert (scripts, commands) == (set(), set())


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_relative_link_leads_somewhere(document):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_file_the_architecture_names_exists():
    named = re.findall(r"`([a-z_]+(?:/[a-z_]+)+(?:\.py|/)?)`", (ROOT / "ARCHITECTURE.md").read_text())
    assert [path for path in named if not any((place / path).exists() for place in (ROOT, SOURCE))] == []


def test_every_noun_of_the_architecture_is_a_model_where_it_says():
    rows = re.findall(r"^\| (\*\*.+?) \| .+ \| `([a-z_/.]+)` \|$", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    nouns = [(noun, SOURCE / place) for names, place in rows for noun in re.findall(r"\*\*(\w+)\*\*", names)]
    assert nouns != []
    assert [noun for noun, place in nouns if f"\nclass {noun}" not in _source(place)] == []


def test_every_task_the_architecture_names_is_registered():
    named = re.findall(r"the job `([a-z_.]+)`", (ROOT / "ARCHITECTURE.md").read_text())
    assert named != []
    assert [task for task in named if task not in task_names()] == []


def test_every_page_of_the_guides_is_in_the_navigation():
    navigation = (ROOT / "mkdocs.yml").read_text()
    pages = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")]
    assert [page for page in pages if f": {page}\n" not in navigation] == []


def test_the_table_of_settings_is_the_list_of_settings():
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`|empty) \| (.*) \|$", SETTINGS.read_text(), re.MULTILINE)
    fields = Environment.model_fields.items()
    assert rows == [(_variable(name), _default(name), field.description) for name, field in fields]


def test_every_command_and_option_is_documented():
    text = COMMANDS.read_text()
    missing = [f"passerelle {command}" for command in _commands() if f"`passerelle {command}" not in text]
    for command, body in _commands().items():
        section = text.split(f"`passerelle {command}", 1)[-1].split("\n## ")[0]
        options = {option for parameter in body.params for option in parameter.opts if option.startswith("--")}
        missing += [
            f"{command} {option}"
            for option in sorted(options - {"--help"})
            if option not in section and option not in _shared(text)
        ]
    assert missing == []


def _source(place: Path) -> str:
    return "\n".join(path.read_text() for path in ([place] if place.is_file() else sorted(place.glob("*.py"))))


def _commands():
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group.commands


def _shared(text: str) -> str:
    """The section about options that every command takes."""
    return text.split("## Options of every command", 1)[-1].split("\n## ")[0]


def _variable(field: str) -> str:
    alias = Environment.model_fields[field].validation_alias
    return str(alias) if alias else f"PASSERELLE_{field.upper()}"


def _default(field: str) -> str:
    default = Environment.model_fields[field].default
    return str(default).lower() if isinstance(default, bool) else str(default)
