"""Django's SQLite backend with one fair lock for the writers of a process."""
