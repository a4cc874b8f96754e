"""What the page of a practice shows beyond the spine's."""

from passerelle.kinds.innovation.practice.reading.page import shown
from passerelle.kinds.innovation.practice.reading.spread import Row, Spread, spread

__all__ = ["Row", "Spread", "shown", "spread"]
