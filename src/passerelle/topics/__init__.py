"""Topics: the words an organisation shares, in each of its languages."""
