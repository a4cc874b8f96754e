"""What resembles something while it is written: shown beside it, with what solved it; and the two answers to that."""
