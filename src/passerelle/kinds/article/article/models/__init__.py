"""Data of articles."""

from passerelle.kinds.article.article.models.article import Article, Genre, Interval
from passerelle.kinds.article.article.models.check import Check

__all__ = ["Article", "Check", "Genre", "Interval"]
