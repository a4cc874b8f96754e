"""Communities: where people with something in common meet, and who may read there."""
