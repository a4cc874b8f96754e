"""What somebody may read, for their calendar program and their feed reader, at secret addresses."""
