"""The figures of one way to search: one value for each question, so that two ways can be compared pair by pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean

from passerelle.exchange.evaluation.search.collection import Asked
from passerelle.science.retrieval import ndcg, recall, reciprocal_rank

Order = Sequence[int]

MEASURES: dict[str, Callable[[Order, Asked], float]] = {
    "MRR@10": lambda order, asked: reciprocal_rank(order, asked.grades),
    "recall@5": lambda order, asked: recall(order, asked.grades, 5),
    "recall@20": lambda order, asked: recall(order, asked.grades, 20),
    "nDCG@10": lambda order, asked: ndcg(order, asked.grades),
}


def measured(orders: Sequence[Order], questions: Sequence[Asked]) -> dict[str, list[float]]:
    """Each measure of each question."""
    pairs = list(zip(orders, questions, strict=True))
    return {name: [measure(order, asked) for order, asked in pairs] for name, measure in MEASURES.items()}


def means(values: dict[str, list[float]]) -> list[float]:
    """The mean of each measure, in their order."""
    return [fmean(values[name]) for name in MEASURES]
