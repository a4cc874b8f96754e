"""People, where they belong, and how they come in."""
