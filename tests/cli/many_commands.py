"""Runs many command lines in one process, and tells of each what it said: starting Python once for all of them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys

from passerelle.cli.application import run


def main() -> None:
    """Read a list of command lines from standard input; surrogates stand for bytes that are no UTF-8."""
    told = []
    surroundings = dict(os.environ)
    with contextlib.redirect_stdout(io.StringIO()):
        run(["kinds"])  # Django is loaded for the folder of the environment, whatever the others name
    for arguments in json.load(sys.stdin):
        os.environ.clear()
        os.environ.update(surroundings)
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors) for errors in ("strict", "backslashreplace"))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(arguments)
            out.flush()
            err.flush()
        told.append([code, *(stream.buffer.getvalue().decode() for stream in (out, err))])
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
