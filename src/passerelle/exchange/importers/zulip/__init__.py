"""Import of a public Zulip archive: streams become communities, topics contributions, messages texts."""
