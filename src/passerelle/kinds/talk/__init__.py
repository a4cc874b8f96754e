"""The family of plain conversation."""
