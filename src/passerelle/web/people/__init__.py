"""Directory and people pages: they show what other modules hold, so they stand above them."""
