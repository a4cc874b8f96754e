"""How well Passerelle finds, measured on public collections that stand beside the repository."""
