"""An upload is settled on the disk, or not there."""

from __future__ import annotations

import errno
import os

import pytest
from django.core.files.base import ContentFile

from passerelle.lib.stored_files import SettledFiles


def test_a_file_and_its_folders_are_settled(tmp_path, monkeypatch):
    settled = []
    settle = os.fsync

    def note(descriptor: int) -> None:
        settled.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        settle(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    storage = SettledFiles(tmp_path)
    assert storage.save("attachments/a1/original", ContentFile(b"linen")) == "attachments/a1/original"
    folder = tmp_path / "attachments"
    assert settled == [str(path) for path in (folder / "a1" / "original", folder / "a1", folder)]
    assert storage.open("attachments/a1/original").read() == b"linen"


def test_what_could_not_be_written_whole_leaves_nothing(tmp_path):
    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"lin"
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        SettledFiles(tmp_path).save("attachments/a1/original", Broken(b"linen"))
    assert list((tmp_path / "attachments").iterdir()) == []
