"""A question that wants an answer."""
