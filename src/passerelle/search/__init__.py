"""Finding: one index port, two engines, and a reading side that trusts only ``visible_to``."""
