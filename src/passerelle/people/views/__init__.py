"""HTTP of the people module: find, act, answer."""
