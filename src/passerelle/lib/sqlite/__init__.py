"""Django's SQLite backend as a server needs it: durable, and fair to all who write."""
