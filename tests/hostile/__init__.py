"""Everything that may be sent although nobody asked for it: forms, queries, addresses, headers, files, archives, commands."""
