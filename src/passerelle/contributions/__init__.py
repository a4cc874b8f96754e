"""The spine: contributions, the texts that hang on them, the verbs that change them."""
