"""The figures as a table: how often who answered was among five, and over how many people asking is spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import typer
from rich.console import Console
from rich.table import Table

from passerelle.exchange.evaluation.experts.history import Question, history
from passerelle.exchange.evaluation.experts.ways import WAYS
from passerelle.science.expertise import LIST
from passerelle.science.inequality import gini
from passerelle.science.retrieval import Difference, paired_bootstrap, recall, reciprocal_rank

WIDTH = 110
LEARNT = 0.3  # of the questions, from which nothing is asked yet
OWN = "suggested"


@dataclass(frozen=True, slots=True)
class Figures:
    """One value for each question, and how often each person was shown."""

    recall: list[float]
    rank: list[float]
    shown: Counter[str]


def tell(folder: Path) -> None:
    """Measure, and print what came of it."""
    site = folder / "se-french-meta"
    if not (site / "Posts.xml").exists():
        typer.echo(f"No collection stands in {folder}.", err=True)
        raise typer.Exit(1)
    questions = history(site)
    found = {name: figures(name, questions) for name in WAYS}
    table = Table(title=f"french.meta: {len(found[OWN].recall)} solved questions", title_justify="left")
    for heading in (
        "",
        f"recall@{LIST}",
        "MRR",
        "Gini of who is shown",
        f"recall@{LIST} of ours beyond it",
        "MRR of ours beyond it",
    ):
        table.add_column(heading, justify="left" if not heading else "right")
    people = {answer.person for one in questions for answer in one.answers}
    for name, told in found.items():
        against = (
            ("", "") if name == OWN else (_beyond(found[OWN].recall, told.recall), _beyond(found[OWN].rank, told.rank))
        )
        spread = gini([told.shown[person] for person in people])
        table.add_row(name, f"{fmean(told.recall):.3f}", f"{fmean(told.rank):.3f}", f"{spread:.3f}", *against)
    Console(width=WIDTH).print(table)


def figures(name: str, questions: Sequence[Question]) -> Figures:
    """One way, on every question that somebody else solved, with what was there before it."""
    found = Figures([], [], Counter())
    for place in range(int(len(questions) * LEARNT), len(questions)):
        asked = questions[place]
        right = asked.solved_by
        if right is None or right == asked.person:
            continue
        order = WAYS[name](asked, questions[:place])
        found.shown.update(order)
        found.recall.append(recall(order, {right}, LIST))
        found.rank.append(reciprocal_rank(order, {right}, LIST))
    return found


def _beyond(ours: Sequence[float], theirs: Sequence[float]) -> str:
    return _told(paired_bootstrap(ours, theirs))


def _told(found: Difference) -> str:
    return f"{found.mean:+.3f} ({found.low:+.3f} to {found.high:+.3f})"
