"""Every command with arguments nobody should give: one sentence, an exit code, nothing half-done.

A new command turns the first test red until it has a line here.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from cli.conftest import UNCOLLECTED
from hostile.naughty import NAUGHTY
from passerelle.cli.application import app
from told import environment

HERE = Path(__file__).parent
HUGE = "x" * 100_000
BYTES = "\udcff\udcfe"  # a file name that is no UTF-8, as Python hands it over
CASES = {
    "demo": [["--port", "many"], ["--port", "70000"], ["extra"]],
    "serve": [["--port", "-1"], ["--port", HUGE], ["--host"], ["extra"]],
    "worker": [["--threads", "0x10"], ["extra"]],
    "migrate": [["extra"], ["--data"], ["--data", "{file}"], ["--data", HUGE]],
    "createadmin": [
        ["--email", "", "--name", "Ada"],
        ["--email", "no address", "--name", "Ada", "--password-stdin"],
        ["--email", BYTES, "--name", "Ada", "--password-stdin"],
        ["--email", f"{HUGE}@x.example", "--name", "Ada", "--password-stdin"],
        ["--email", "a@x.example", "--name", "\u200b", "--password-stdin"],
        ["--email", "a@x.example", "--name", "Ada", "--password-stdin"],
        ["--email", "a@x.example\r\nBcc: b@x.example", "--name", "Ada", "--password-stdin"],
        ["--email", "ａ＠x.example", "--name", "Ada", "--password-stdin"],
    ],
    "import zulip": [
        [], ["{file}"], ["{file}", "--into", ""], ["{file}", "--into", "\u200b"], ["{missing}", "--into", "Here"],
        ["{torn}", "--into", "Here"], ["{empty}", "--into", "Here"], ["{file}", "--into", BYTES], [BYTES, "--into", "Here"],
        ["{torn}", "--into", "Here", "--site", "javascript:alert(1)"],
    ],
    "import ideas": [
        [], ["{file}"], ["{file}", "--into", ""], ["{missing}", "--into", "Here"], ["{torn}", "--into", "Here"],
        ["{empty}", "--into", "Here"], ["{full}", "--into", "Here"], ["{file}", "--into", BYTES], [BYTES, "--into", "Here"],
    ],
    "import signals": [
        [], ["{file}"], ["{file}", "--into", ""], ["{missing}", "--into", "Here"], ["{torn}", "--into", "Here"],
        ["{empty}", "--into", "Here"], ["{file}", "--into", BYTES, "--dry-run"], [BYTES, "--into", "Here"],
        ["{file}", "--into", "Here", "--dry-run", "yes"],
    ],
    "import markdown": [
        [], ["{file}"], ["{file}", "--into", ""], ["{missing}", "--into", "Here"], ["{file}", "--into", "Here"],
        ["{empty}", "--into", "Here"], ["{full}", "--into", BYTES, "--dry-run"], [BYTES, "--into", "Here"],
    ],
    "export": [[], ["{file}"], ["{full}"], ["{file}/below"], [""], [HUGE]],
    "backup": [[], ["{file}"], ["{full}"], ["{file}/below"], [HUGE]],
    "restore": [[], ["{missing}", "--data", "{empty}"], ["{file}", "--data", "{empty}"], ["{torn}", "--data", "{empty}"],
                ["{empty}", "--data", "{full}"], [BYTES, "--data", "{empty}"], ["{torn}", "--data", "{file}"]],
    "meanings": [["extra"], ["--anew", "yes"]],
    "kinds": [["extra"], ["--json", "yes"]],
    "check": [["extra"]],
    "shell": [["extra"]],
}  # fmt: skip


def commands(group, above=()):
    """Every command there is, by the words that call it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*above, name))
        else:
            yield " ".join((*above, name))


@pytest.fixture
def paths(tmp_path):
    """A file that is no archive, one torn off, an empty folder, one that is not, and nothing."""
    named = {name: tmp_path / name for name in ("file", "torn", "empty", "full", "missing")}
    named["file"].write_bytes(b"{\0\xff")
    named["torn"] = tmp_path / "torn.tar.gz"
    named["torn"].write_bytes(gzip.compress(bytes(3_000))[:-20])
    named["empty"].mkdir()
    named["full"].mkdir()
    (named["full"] / "mine").write_text("mine")
    return {name: str(path) for name, path in named.items()}


def below(path):
    return sorted((str(each), each.read_bytes() if each.is_file() else b"") for each in Path(path).rglob("*"))


def test_every_command_has_its_lines():
    assert sorted(CASES) == sorted(commands(typer.main.get_command(app)))


def test_each_is_answered_with_one_sentence(installation, tmp_path, paths):
    lines = [
        [*name.split(), *(one.format(**paths) if "{" in one else one for one in given)]
        for name, cases in CASES.items()
        for given in cases
    ]
    before = below(tmp_path)
    wrong = {}
    for line, (code, out, err) in zip(lines, told(lines, installation), strict=True):
        said = [each for each in err.splitlines() if each.strip() and "━" not in each]
        if code == 0 or out or len(said) != 1 or "mistake of its own" in err or "Traceback" in err or len(err) > 2_000:
            wrong[" ".join(line)[:80]] = (code, out[-200:], err[-300:])
    assert wrong == {}
    assert below(tmp_path) == before


NAUGHTY_PLACES = [
    ["{word}"],
    ["kinds", "{word}"],
    ["check", "--data", "{empty}", "{word}"],
    ["serve", "--port", "{word}"],
    ["worker", "--threads", "{word}"],
    ["createadmin", "--email", "{word}", "--name", "{word}", "--password-stdin"],
    ["import", "zulip", "{word}", "--into", "{word}"],
    ["import", "{word}", "{file}"],
    ["export", "{full}", "{word}"],
    ["restore", "{word}", "--data", "{empty}"],
]


@pytest.mark.parametrize("place", NAUGHTY_PLACES, ids=lambda place: " ".join(place[:3]))
def test_naughty_words_are_answered_with_one_sentence(installation, tmp_path, paths, place):
    words = [word for word in NAUGHTY if not _is_number(word)]  # a port is a number however it is written
    lines = [[word if one == "{word}" else paths.get(one.strip("{}"), one) for one in place] for word in words]
    before = below(tmp_path)
    wrong = {}
    for line, (code, out, err) in zip(lines, told(lines, installation), strict=True):
        said = [each for each in err.splitlines() if "━" not in each]
        unseen = [sign for sign in "".join(said) if not sign.isprintable() and not sign.isspace()]
        if code == 0 or out or len(said) != 1 or unseen or "mistake of its own" in err:
            wrong[repr(line)[:120]] = (code, out[-200:], err[-300:])
    assert wrong == {}
    assert below(tmp_path) == before


def _is_number(word):
    try:
        int(word)
    except ValueError:
        return False
    return True


def told(lines, installation):
    """What each said; the data folder of those that name none is a new installation."""
    done = subprocess.run(
        [sys.executable, HERE / "many_commands.py"],
        env=environment(PASSERELLE_DATA=str(installation), **UNCOLLECTED),
        cwd=installation.parent,
        input=json.dumps(lines),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
