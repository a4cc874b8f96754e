"""Static files: compressed as the browser can, cached for ever, unharmed by busy pages."""

from __future__ import annotations

import gzip

import pytest

SOURCE = b"body { color: black }\n" * 100


@pytest.fixture
def bare_settings(bare_settings, tmp_path):
    """The same, with one collected file."""
    (tmp_path / "app.css").write_bytes(SOURCE)
    (tmp_path / "app.css.gz").write_bytes(gzip.compress(SOURCE))
    bare_settings.STATIC_ROOT = tmp_path
    bare_settings.STORAGES = {
        **bare_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return bare_settings


def test_a_file(ask):
    answer = ask("/static/app.css", Accept_Encoding="identity")
    assert (answer.status, answer.read()) == (200, SOURCE)
    names = ("Content-Type", "X-Content-Type-Options", "Content-Encoding")
    assert [answer.headers[name] for name in names] == ['text/css; charset="utf-8"', "nosniff", None]


def test_a_compressed_file(ask):
    answer = ask("/static/app.css", Accept_Encoding="gzip")
    assert gzip.decompress(answer.read()) == SOURCE


def test_an_unchanged_file_is_not_sent_again(ask):
    tag = ask("/static/app.css").headers["ETag"]
    answer = ask("/static/app.css", If_None_Match=tag)
    assert (answer.status, answer.read()) == (304, b"")


def test_head(ask):
    answer = ask("/static/app.css", "HEAD")
    assert (answer.status, answer.headers["Content-Length"], answer.read()) == (200, str(len(SOURCE)), b"")


def test_what_is_not_there_is_django_s_to_answer(ask):
    assert ask("/static/gone.css").status == 404
    assert ask("/static/../settings.py").status == 404
