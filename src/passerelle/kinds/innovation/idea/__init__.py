"""An idea: a problem, a proposal, and what becomes of it."""
