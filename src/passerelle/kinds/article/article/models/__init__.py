"""Data of articles."""

from passerelle.kinds.article.article.models.article import PINNED_TO, Article, Genre, Interval
from passerelle.kinds.article.article.models.check import Check
from passerelle.kinds.article.article.models.pinned import Pinned
from passerelle.kinds.article.article.models.use import Use

__all__ = ["PINNED_TO", "Article", "Check", "Genre", "Interval", "Pinned", "Use"]
