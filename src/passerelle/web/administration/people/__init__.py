"""Administration of people and of where they belong; invitations are open to some community managers too."""
