"""What a move cannot express."""
