"""A folder of Markdown pages becomes a handbook."""
