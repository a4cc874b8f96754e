"""Names for the editor: what the mentions in a source text are called today."""

from __future__ import annotations

from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import Named, render


def labels_in(actor: Actor, source: str) -> dict[str, str]:
    """``type:id`` → name, for every mention and reference in a Markdown source the actor may see."""
    if "{" not in source:
        return {}
    names = names_for(actor, [render(source).html])
    return {f"{ref.type}:{ref.id}": target.label for ref, target in names.items() if isinstance(target, Named)}
