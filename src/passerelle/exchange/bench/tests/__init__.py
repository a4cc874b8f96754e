"""Tests of the measurement itself."""
