"""Other ways in than pages: each calls the same verbs and querysets."""
