"""What people look for and do not find, without who looked: counted in memory, kept in words only when many looked for the same."""
