"""Plain mail: at once or in a summary, in the reader's language, under the rights of the moment it is sent."""
