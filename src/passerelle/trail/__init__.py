"""The trail: how contributions come from one another, what was decided, and what came of it."""
