"""Tests of the import of Markdown folders."""
