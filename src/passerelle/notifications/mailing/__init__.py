"""Plain mail: at once or once a day, in the reader's language, under the rights of the moment it is sent."""
