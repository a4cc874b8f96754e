"""HTTP for what a move cannot express: at one idea, and at all of a community."""
