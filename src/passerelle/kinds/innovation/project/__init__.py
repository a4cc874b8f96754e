"""Projects: what was decided is carried out, and shows how far it is."""
