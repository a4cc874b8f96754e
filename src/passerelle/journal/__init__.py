"""Who did what: the actor, the entry, and those who listen."""
