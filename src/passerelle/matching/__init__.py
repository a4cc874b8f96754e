"""Who can help: people who agreed to be suggested, what speaks for them, and asking them."""
