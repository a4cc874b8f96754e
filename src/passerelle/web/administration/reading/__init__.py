"""What the administration pages show. Administrators see names and settings of everything, contents of nothing more than others."""
