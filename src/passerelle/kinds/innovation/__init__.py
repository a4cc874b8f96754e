"""From what the field says to what is shipped, each step with the people behind it."""
