"""What pages show of the trail, under the rights of whoever reads."""

from passerelle.trail.reading.deciding import deciding

__all__ = ["deciding"]
