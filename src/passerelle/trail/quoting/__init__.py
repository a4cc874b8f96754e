"""Sentences somebody points at: chosen in a text, kept as a passage of it, shown beside what they led to."""
