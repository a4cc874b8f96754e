"""What is read of articles."""

from passerelle.kinds.article.article.reading.page import shown
from passerelle.kinds.article.article.reading.words import told

__all__ = ["shown", "told"]
