"""What a first visit downloads: one style sheet, small."""

from __future__ import annotations

import gzip
from pathlib import Path

import django_htmx
from django.core.management import call_command
from pytest_django import Settings

from passerelle.ui.storage import bundle

STATIC = Path(__file__).parents[1] / "static/ui"
BUDGET = 40_000


def whole_sheet() -> str:
    folder = STATIC / "css"
    return bundle((folder / "ui.css").read_text(), lambda part: (folder / part).read_text())


def test_the_sheet_comes_in_one_piece() -> None:
    sheet = whole_sheet()
    assert "@import" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert 'url("../fonts/newsreader-latin.woff2")' in sheet


def test_every_part_is_in_the_sheet() -> None:
    sheet = (STATIC / "css/ui.css").read_text()
    parts = {str(path.relative_to(STATIC / "css")) for path in (STATIC / "css").rglob("*.css")} - {"ui.css"}
    assert {part for part in parts if f'url("{part}")' not in sheet} == set()


def test_styles_and_scripts_of_a_first_visit_stay_within_the_budget() -> None:
    htmx = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-4.min.js"
    scripts = [path.read_bytes() for path in (STATIC / "js").glob("*.js")]
    parts = [whole_sheet().encode(), htmx.read_bytes(), *scripts]
    assert sum(len(gzip.compress(part)) for part in parts) < BUDGET


def test_an_installation_serves_one_sheet_and_modules_that_know_each_other_s_hash(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "passerelle.ui.storage.BundledStaticFiles"}}
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("css", "js", "svg", "woff2", "txt")
    call_command("collectstatic", interactive=False, verbosity=0)
    (sheet,) = (tmp_path / "ui/css").glob("ui.????????????.css")
    assert "@import" not in sheet.read_text()
    (requests,) = (tmp_path / "ui/js").glob("requests.????????????.js")
    (toasts,) = (tmp_path / "ui/js").glob("toasts.????????????.js")
    assert f'from "./{toasts.name}"' in requests.read_text()
