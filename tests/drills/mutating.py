"""Breaks one rule after another in copies of the tree and runs the test that must notice: python -m drills.mutating [WORD].

With a word only the mutations whose rule or file holds it. Ends with 1 when one of them is not noticed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from drills.mutations import Mutation, mutations

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
TESTS_FAILED = 1  # pytest's exit code; any other means that the test did not run
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", "docs", ".*_cache")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one."""

    mutation: Mutation
    verdict: str
    seconds: float
    said: str


def main() -> int:
    """Try all of them, two at once, and print the table."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    wanted = [each for each in mutations() if word in each.rule or word in each.file]
    trees: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="passerelle-mutations-") as folder:
        for number in range(AT_ONCE):
            trees.put(Path(shutil.copytree(ROOT, Path(folder) / str(number), ignore=LEFT_OUT)))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            outcomes = [_told(outcome) for outcome in pool.map(lambda each: _try(each, trees), wanted)]
    missed = [outcome for outcome in outcomes if outcome.verdict != "caught"]
    for outcome in missed:
        print(f"\n── {outcome.mutation.rule} ({outcome.mutation.file})\n{outcome.said}")
    print(f"\n{len(outcomes) - len(missed)} of {len(outcomes)} caught")
    return 1 if missed or not outcomes else 0


def _try(mutation: Mutation, trees: SimpleQueue[Path]) -> Outcome:
    tree, began = trees.get(), time.monotonic()
    try:
        with _broken(mutation, tree):
            done = _run(mutation, tree)
    except ValueError as error:
        return Outcome(mutation, "NO PLACE", time.monotonic() - began, str(error))
    finally:
        trees.put(tree)
    verdict = {0: "MISSED", TESTS_FAILED: "caught"}.get(done.returncode, "NOT RUN")
    return Outcome(mutation, verdict, time.monotonic() - began, (done.stdout + done.stderr)[-2_000:])


@contextmanager
def _broken(mutation: Mutation, tree: Path) -> Iterator[None]:
    path = mutation.path(tree)
    whole = path.read_text()
    path.write_text(mutation.broken(whole))
    try:
        yield
    finally:
        path.write_text(whole)


def _run(mutation: Mutation, tree: Path) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "DATABASE_URL"}}
    if mutation.on == "postgresql":
        server = os.environ["PASSERELLE_TEST_POSTGRES"].rpartition("/")[0]
        variables["DATABASE_URL"] = f"{server}/mutation_{tree.name}"  # pytest makes test_mutation_0 of it, and drops it
    # The copy comes before the source our .venv knows of; each test process makes a database of its own.
    variables |= {"PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "--exitfirst", "--quiet", "-p", "no:cacheprovider", mutation.test]
    return subprocess.run(command, cwd=tree, env=variables, capture_output=True, text=True, timeout=300)


def _told(outcome: Outcome) -> Outcome:
    print(f"{outcome.verdict:<8} {outcome.seconds:5.0f} s  {outcome.mutation.rule}", flush=True)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
