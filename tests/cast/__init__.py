"""The cast every rule is tried by, as fixtures for all test folders."""
