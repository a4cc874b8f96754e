"""Pure functions on numbers and sets: what a figure is, how sure it is, and whether it may be told. No database, no Django."""
