"""Data of practices."""

from passerelle.kinds.innovation.practice.models.adoption import BARRIERS, Adoption, FocalPerson
from passerelle.kinds.innovation.practice.models.practice import FEWEST, MOST, Practice, lines

__all__ = ["BARRIERS", "FEWEST", "MOST", "Adoption", "FocalPerson", "Practice", "lines"]
