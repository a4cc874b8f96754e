"""Objectives as a community manager writes them: a line each, their key results beneath with a dash and a percentage."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from passerelle.communities.models import Community

LINE_LENGTH = 240


def as_lines(community: Community) -> str:
    """The objectives of a community, ready to be changed."""
    lines: list[str] = []
    for objective in community.objectives.prefetch_related("key_results"):
        lines.append(objective.text)
        lines += [f"- {result.text} {result.progress}%" for result in objective.key_results.all()]
    return "\n".join(lines)


def from_lines(lines: str) -> list[dict[str, Any]]:
    """Objectives with their key results; raises ValidationError naming the line that cannot be read."""
    objectives: list[dict[str, Any]] = []
    for number, line in enumerate(lines.splitlines(), 1):
        text = line.strip()
        if len(text) > LINE_LENGTH:
            told = {"number": number, "limit": LINE_LENGTH}
            raise ValidationError(_("Line %(number)s has more than %(limit)s characters."), params=told)
        if text.startswith("-"):
            if not objectives:
                told = {"number": number}
                raise ValidationError(_("Line %(number)s: a key result needs an objective above it."), params=told)
            objectives[-1]["key_results"].append(_key_result(text[1:].strip()))
        elif text:
            objectives.append({"text": text, "key_results": []})
    return objectives


def _key_result(text: str) -> dict[str, Any]:
    words, _space, last = text.rpartition(" ")
    if words and last.endswith("%") and last[:-1].isdecimal():
        return {"text": words, "progress": min(100, int(last[:-1][:3]))}
    return {"text": text, "progress": 0}
