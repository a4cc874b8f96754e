"""Backups: one file that holds an installation, checked row by row when it comes back."""
