"""Pictures of the demo, drawn by this code when it is told: sketches that people add to their texts, and covers."""

from passerelle.exchange.demo.pictures.covers import draw_cover
from passerelle.exchange.demo.pictures.sketches import SKETCHES, draw_sketch

__all__ = ["SKETCHES", "draw_cover", "draw_sketch"]
