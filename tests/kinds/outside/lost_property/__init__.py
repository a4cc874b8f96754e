"""A kind from another package: things that were left behind."""
