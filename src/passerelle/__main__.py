"""``python -m passerelle`` is the command line."""

from passerelle.cli import main

main()
