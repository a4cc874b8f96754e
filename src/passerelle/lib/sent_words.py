"""The words somebody sent, for a page that says no: what was typed is handed back, so that it can be copied."""

from __future__ import annotations

from django.http import HttpRequest

NOT_WORDS = ("csrfmiddlewaretoken", "_key", "_person", "next", "place")


def sent_words(request: HttpRequest) -> list[str]:
    """Every sentence of a form, in its order: values with a space between words, except secrets."""
    if request.method != "POST":
        return []
    return [
        value.strip()
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_WORDS and "password" not in name and len(value.split(maxsplit=1)) > 1
    ]
