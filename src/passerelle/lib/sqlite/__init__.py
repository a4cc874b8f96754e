"""Django's SQLite backend as a server needs it: durable, and fair to the writers of one process."""
