"""The summary by mail: what is in it, in which order, and what is left out because it was seen."""
