"""Input of the people module."""
