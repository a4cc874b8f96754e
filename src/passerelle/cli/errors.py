"""Errors, told to the person who typed a command."""

from __future__ import annotations

import os
import traceback

from pydantic import ValidationError
from typer.exceptions import TyperException

from passerelle.exchange.backups.refusal import BackupRefused
from passerelle.exchange.importers.refusal import ImportRefused

STOPPED = 130
LONGEST = 1_500


class CommandRefused(Exception):
    """A command cannot go on; the message is a clear sentence."""


def explain(error: BaseException) -> tuple[str, int]:
    """The sentence for an error and the exit code it ends with."""
    from django.db import Error as DatabaseError

    if isinstance(error, TyperException) and hasattr(error, "format_message"):
        return f"{_sentence(error.format_message())} See passerelle --help.", getattr(error, "exit_code", 2)
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":
        return "Stopped.", STOPPED
    if isinstance(error, ValidationError):
        return " ".join(explain_settings(error)), 1
    if isinstance(error, CommandRefused | BackupRefused | ImportRefused):
        return _short(str(error)), 1
    if isinstance(error, DatabaseError):
        return f"The database does not answer as it should: {_sentence(str(error).splitlines()[0])}", 1
    if isinstance(error, OSError):
        return f"{_short(str(error.filename or 'A file'))} cannot be used: {_sentence(error.strerror or str(error))}", 1
    return _bug(error), 1


def explain_settings(error: ValidationError) -> list[str]:
    """One sentence for each setting that cannot be read."""
    sentences = []
    for problem in error.errors(include_url=False):
        name = ".".join(map(str, problem["loc"]))
        variable = name if name.isupper() else f"PASSERELLE_{name.upper()}"
        shown = "" if "secret" in name.lower() or "url" in name.lower() else f" is {problem['input']!r}, and"
        sentences.append(f"The setting {variable}{shown} cannot be used: {_sentence(problem['msg'])}")
    return sentences


def _bug(error: BaseException) -> str:
    """What nobody foresaw: a developer wants the traceback, everybody else a sentence."""
    if os.environ.get("PASSERELLE_DEBUG", "").lower() in {"1", "true", "yes"}:
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    return f"Passerelle stopped on a mistake of its own: {type(error).__name__}{place}. PASSERELLE_DEBUG=true shows all of it."


def _sentence(text: str) -> str:
    """Ends with a stop, and is short enough to be read whatever was typed."""
    text = _short(text.strip())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
