"""Archives made to do harm, and damaged ones."""

from __future__ import annotations

import gzip
import io
import resource
import sys
import tarfile
from pathlib import Path

import pytest

from passerelle.exchange.importers.archive import Limits, files
from passerelle.exchange.importers.refusal import ImportRefused


def tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for member, content in members:
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def member(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = size, kind, target
    return info


def test_paths_that_climb_links_and_devices_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    hostile = tar_of(
        (member("../../12-dev/a.json", 2), b"[]"),
        (member("/etc/12-dev/a.json", 2), b"[]"),
        (member("12-dev/link.json", 0, tarfile.SYMTYPE, "/etc/hostname"), b""),
        (member("12-dev/hard.json", 0, tarfile.LNKTYPE, "/etc/hostname"), b""),
        (member("12-dev/null.json", 0, tarfile.CHRTYPE), b""),
        (member("12-dev", 0, tarfile.DIRTYPE), b""),
        (member("12-dev/good.json", 2), b"[]"),
    )
    path.write_bytes(gzip.compress(hostile))

    found = [(str(file.path), file.passed_over or (file.content and file.content.read())) for file in files(path)]

    assert found == [
        ("../../12-dev/a.json", "a path that leads out of the archive"),
        ("/etc/12-dev/a.json", "a path that leads out of the archive"),
        ("12-dev/link.json", "a link or a device"),
        ("12-dev/hard.json", "a link or a device"),
        ("12-dev/null.json", "a link or a device"),
        ("12-dev/good.json", b"[]"),
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["a.tar.gz"]


def test_files_too_large_are_passed_over_and_bombs_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tar_of((member("12-dev/big.json", 5_000), b"x" * 5_000), (member("12-dev/a.json", 2), b"[]")))

    assert [(str(file.path), file.passed_over) for file in files(path, Limits(file_bytes=4_000))] == [
        ("12-dev/big.json", "too large"),
        ("12-dev/a.json", ""),
    ]
    with pytest.raises(ImportRefused, match="more than any history"):
        list(files(path, Limits(total_bytes=4_000)))
    with pytest.raises(ImportRefused, match="more than 1 files"):
        list(files(path, Limits(files=1)))


def test_a_header_of_gigabytes_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:
    header = member("12-dev/a.json", 3 * 1024**3, tarfile.XHDTYPE).tobuf(format=tarfile.GNU_FORMAT)
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(header + bytes(1024**2)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ImportRefused, match="more than any history"):
        list(files(path))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 64 * 1024


@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "tar.zst"])
@pytest.mark.parametrize("damage", ["cut", "header", "nonsense"])
def test_a_damaged_archive_is_refused_in_one_sentence(tmp_path: Path, suffix: str, damage: str) -> None:
    content = b"[" + b" " * 40_000 + b"]"
    whole = tar_of((member("12-dev/a.json", len(content)), content), (member("12-dev/b.json", 2), b"[]"))
    if damage == "header":
        at = whole.index(b"12-dev/b.json")
        whole = whole[:at] + b"\xff" * 300 + whole[at + 300 :]
    elif damage == "nonsense":
        whole = b"This is a letter, not an archive. " * 100
    packed = {"tar": lambda data: data, "tar.gz": gzip.compress}.get(suffix) or pytest.importorskip(
        "zstandard"
    ).compress
    data = packed(whole)
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(data[: len(data) // 2] if damage == "cut" else data)
    with pytest.raises(ImportRefused) as refusal:
        [file.content.read() for file in files(path) if file.content]
    assert str(refusal.value).startswith(f"a.{suffix} is ")
    assert str(refusal.value).endswith(".")


def test_an_absent_path_and_an_absent_library_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImportRefused, match=r"cannot be opened: No such file"):
        list(files(tmp_path / "none.tar.gz"))
    path = tmp_path / "a.tar.zst"
    path.write_bytes(b"\x28\xb5\x2f\xfd....")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(ImportRefused, match=r"a\.tar\.zst is compressed with Zstandard: install it"):
        list(files(path))
