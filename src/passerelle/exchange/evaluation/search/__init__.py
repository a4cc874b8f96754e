"""Search against collections whose right answers are known."""
