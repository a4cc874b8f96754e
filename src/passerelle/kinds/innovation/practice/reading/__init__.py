"""What the page of a practice shows beyond the spine's."""

from passerelle.kinds.innovation.practice.reading.effects import Effect, Effects, effects
from passerelle.kinds.innovation.practice.reading.measures import measures_of
from passerelle.kinds.innovation.practice.reading.page import shown
from passerelle.kinds.innovation.practice.reading.spread import Row, Spread, spread

__all__ = ["Effect", "Effects", "Row", "Spread", "effects", "measures_of", "shown", "spread"]
