"""What is read of articles."""

from passerelle.kinds.article.article.reading.library import library
from passerelle.kinds.article.article.reading.page import shown
from passerelle.kinds.article.article.reading.solving import solutions
from passerelle.kinds.article.article.reading.translations import read_instead, side_by_side
from passerelle.kinds.article.article.reading.uses import best
from passerelle.kinds.article.article.reading.versions import versions
from passerelle.kinds.article.article.reading.words import told

__all__ = ["best", "library", "read_instead", "shown", "side_by_side", "solutions", "told", "versions"]
