"""An export can be read by any program, holds every row, and no secret."""

from __future__ import annotations

import hashlib
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from passerelle.contributions import actions
from passerelle.contributions.models import Contribution
from passerelle.exchange.exporters import export as module
from passerelle.exchange.exporters.export import NotEmpty, export, stored_files
from passerelle.exchange.exporters.scope import exported_models
from passerelle.journal.actor import person_actor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def storage(monkeypatch) -> InMemoryStorage:
    files = InMemoryStorage()
    files.save("attachments/a1/original", ContentFile(b"a sheet of linen"))
    files.save("covers/c.webp", ContentFile(b"a cover"))
    monkeypatch.setattr(module, "default_storage", files)
    return files


@pytest.fixture
def contribution(cast, places) -> Contribution:
    actor = person_actor(cast.ada)
    made = actions.contribute("question", places.open, title="Où sont les échelles ?", text="Au **quai** ?", by=actor)
    actions.reply(made, text="Derrière la porte 7.", by=actor)
    return made


def read(content: bytes) -> list[dict]:
    return [json.loads(line) for line in content.splitlines()]


def test_every_row_is_there_with_public_ids(tmp_path, contribution, cast, places, storage):
    manifest = export(tmp_path / "out")
    found = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.jsonl")}
    assert set(found) == {f"{model._meta.label_lower}.jsonl" for model in exported_models()}
    for model in exported_models():
        assert len(read(found[f"{model._meta.label_lower}.jsonl"])) == model._base_manager.count()
    (head,) = read(found["contributions.contribution.jsonl"])
    assert (head["pid"], head["author"], head["home"]) == (contribution.pid, cast.ada.pid, places.open.pid)
    body, reply = read(found["contributions.post.jsonl"])
    assert (body["source"], body["contribution"], reply["is_body"]) == ("Au **quai** ?", contribution.pid, False)
    (question,) = read(found["kind_question.question.jsonl"])
    assert question == {"contribution": contribution.pid, "needed_by": None, "accepted": None, "not_yet_at": None}
    assert "Où sont les échelles" in found["contributions.contribution.jsonl"].decode()
    for name, table in manifest["tables"].items():
        assert hashlib.sha256(found[name]).hexdigest() == table["sha256"]


def test_no_secret_is_in_it(tmp_path, contribution, cast, storage):
    cast.ada.set_password("a footbridge at dusk")
    cast.ada.save()
    export(tmp_path / "out")
    everything = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert cast.ada.password.encode() not in everything
    assert b'"password"' not in everything


def test_uploads_go_along_with_their_digests(tmp_path, storage, cast):
    manifest = export(tmp_path / "out")
    assert (tmp_path / "out" / "files" / "attachments" / "a1" / "original").read_bytes() == b"a sheet of linen"
    assert manifest["files"]["files/covers/c.webp"] == {"bytes": 7, "sha256": hashlib.sha256(b"a cover").hexdigest()}
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["files"] == manifest["files"]
    assert list(stored_files(storage)) == ["attachments/a1/original", "covers/c.webp"]


def test_a_zip_holds_the_same(tmp_path, contribution, storage):
    folder, archive = export(tmp_path / "out"), export(tmp_path / "out.zip")
    assert archive["tables"] == folder["tables"]
    with zipfile.ZipFile(tmp_path / "out.zip") as opened:
        assert opened.testzip() is None
        assert set(opened.namelist()) == {
            path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()
        }


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_nothing_is_written_over(tmp_path, storage, name):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    (tmp_path / "out.zip").write_text("mine")
    with pytest.raises(NotEmpty, match="is there already"):
        export(tmp_path / name)
    assert (tmp_path / "out" / "mine.txt").read_text() == (tmp_path / "out.zip").read_text() == "mine"
