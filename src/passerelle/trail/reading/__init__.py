"""What pages show of the trail, under the rights of whoever reads."""

from passerelle.trail.reading.deciding import deciding
from passerelle.trail.reading.page import trail_page

__all__ = ["deciding", "trail_page"]
