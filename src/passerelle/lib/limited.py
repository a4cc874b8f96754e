"""Work on files of strangers in a child process that cannot take the site down with it.

The child is a plain script with light imports: no Django, no database, no environment. Its memory, processor time, files and
wall clock are bounded, it runs at low priority, and it hands back one JSON value; larger results are files in its folder.
"""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# Runs before the script, in the child: a function between fork and exec would not be safe beside threads.
_START = """
import os, resource, runpy, sys
memory, cpu, file_size = map(int, sys.argv[1:4])
for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu), (resource.RLIMIT_FSIZE, file_size), (resource.RLIMIT_CORE, 0)):
    resource.setrlimit(what, (most, most))
if hasattr(os, "sched_setaffinity"):  # a serving process may stay on one processor; this one takes any
    os.sched_setaffinity(0, range(os.cpu_count()))
os.nice(10)
sys.argv = sys.argv[4:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""

_OUT_OF_TIME = frozenset({signal.SIGXCPU, signal.SIGKILL})  # what the system sends when the processor time is used up


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use, in bytes and seconds."""

    memory: int = 1 << 30
    cpu_seconds: int = 30
    wall_seconds: float = 60
    file_size: int = 64 << 20


class Stopped(Exception):
    """The child gave no result: it went over a limit, crashed, or failed."""


class TookTooLong(Stopped):
    """The child used up its time."""


def run_limited(script: Path, folder: Path, *arguments: str, limits: Limits | None = None) -> object:
    """Run ``script`` in ``folder`` and return the JSON it prints."""
    limits = limits or Limits()
    bounds = [str(limits.memory), str(limits.cpu_seconds), str(limits.file_size)]
    command = [sys.executable, "-I", "-c", _START, *bounds, str(script), *arguments]
    answer, complaint = folder / "answer.json", folder / "complaint.txt"
    # Files, not pipes: the limit on their size also bounds what the child can make us read.
    with answer.open("wb") as out, complaint.open("wb") as err:
        try:
            child = subprocess.run(  # noqa: S603 - our own interpreter and script
                command,
                cwd=folder,
                env={},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                timeout=limits.wall_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TookTooLong(f"took longer than {limits.wall_seconds} seconds") from error
    if -child.returncode in _OUT_OF_TIME:
        raise TookTooLong(_why(child.returncode, complaint))
    if child.returncode:
        raise Stopped(_why(child.returncode, complaint))
    try:
        return json.loads(answer.read_bytes())
    except ValueError as error:
        raise Stopped("answered nothing that can be read") from error


def _why(code: int, complaint: Path) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    with complaint.open("rb") as file:
        lines = file.read(100_000).decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:500] if lines else f"ended with code {code}"
