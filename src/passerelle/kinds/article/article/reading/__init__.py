"""What is read of articles."""

from passerelle.kinds.article.article.reading.page import shown
from passerelle.kinds.article.article.reading.uses import best
from passerelle.kinds.article.article.reading.words import told

__all__ = ["best", "shown", "told"]
