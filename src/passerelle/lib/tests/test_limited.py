"""A child that misbehaves is stopped, and says why."""

from pathlib import Path

import pytest

from passerelle.lib.limited import Limits, Stopped, run_limited


@pytest.mark.parametrize(
    ("code", "limits", "reason"),
    [
        ("x = bytearray(600 << 20)", Limits(memory=400 << 20), "MemoryError"),
        ("while True: pass", Limits(cpu_seconds=1), "was ended by SIG"),
        ("import time; time.sleep(30)", Limits(wall_seconds=1), "took longer than 1 seconds"),
        ("open('big', 'wb').write(b'x' * (2 << 20))", Limits(file_size=1 << 20), "File too large"),
        ("print('x' * (2 << 20))", Limits(file_size=1 << 20), "File too large"),
        ("raise ValueError('odd file')", Limits(), "ValueError: odd file"),
        ("print('no json')", Limits(), "answered nothing that can be read"),
        ("import os; os.abort()", Limits(), "was ended by SIGABRT"),
    ],
)
def test_limits(tmp_path: Path, code: str, limits: Limits, reason: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(code)
    with pytest.raises(Stopped, match=reason):
        run_limited(script, tmp_path, limits=limits)


def test_a_result_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for children")
    script = tmp_path / "script.py"
    script.write_text(
        "import json, os, sys; print(json.dumps([sys.argv[1:], 'SECRET_KEY' in os.environ, os.getcwd()]))"
    )
    assert run_limited(script, tmp_path, "a", "b c") == [["a", "b c"], False, str(tmp_path)]
