"""Data of practices."""

from passerelle.kinds.innovation.practice.models.adoption import BARRIERS, Adoption, FocalPerson
from passerelle.kinds.innovation.practice.models.appointment import LASTS, Appointment
from passerelle.kinds.innovation.practice.models.measurement import CELLS, IN_TURN, Measurement
from passerelle.kinds.innovation.practice.models.practice import FEWEST, MOST, Practice, lines

__all__ = [
    "BARRIERS",
    "CELLS",
    "FEWEST",
    "IN_TURN",
    "LASTS",
    "MOST",
    "Adoption",
    "Appointment",
    "FocalPerson",
    "Measurement",
    "Practice",
    "lines",
]
