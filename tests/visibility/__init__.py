"""Who sees what, proven: every actor, every state, every surface, against a rule written down a second time."""
