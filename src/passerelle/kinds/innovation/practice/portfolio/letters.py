"""The whole matrix in as little as it takes, one letter for each place: for the script that draws those in sight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passerelle.communities.models import Community
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.portfolio.asked import asked
from passerelle.kinds.innovation.practice.portfolio.cells import NEVER, WORDS
from passerelle.kinds.innovation.practice.portfolio.matrix import names_overdue, placed, practices_of


def letters(actor: Actor, community: Community, query: Mapping[str, str]) -> dict[str, Any]:
    """Narrowed like the page: what each site is called, a line of letters for each practice by its public id, a word for each letter."""
    manages = names_overdue(actor, community)
    found = placed(actor, community, asked(actor, practices_of(actor, community), query, names_overdue=manages))
    width = len(found.columns)
    return {
        "sites": [column.label for column in found.columns],
        "practices": {line.pid: _in_a_row(line.cells, width) for line in found.lines},
        "words": {code: str(words) for code, words in WORDS.items() if code != NEVER},
    }


def _in_a_row(cells: Mapping[int, str], width: int) -> str:
    line = [NEVER] * width
    for place, code in cells.items():
        line[place] = code
    return "".join(line)
