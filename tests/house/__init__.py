"""Tests about the repository itself: names, levels, locks, documents, translations."""
