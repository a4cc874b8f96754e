"""Data of practices."""

from passerelle.kinds.innovation.practice.models.adoption import BARRIERS, Adoption, FocalPerson
from passerelle.kinds.innovation.practice.models.measurement import CELLS, Measurement
from passerelle.kinds.innovation.practice.models.practice import FEWEST, MOST, Practice, lines

__all__ = ["BARRIERS", "CELLS", "FEWEST", "MOST", "Adoption", "FocalPerson", "Measurement", "Practice", "lines"]
