"""The visual language: layout, macros, tokens, icons, small scripts and the gallery. Level 0: it knows no domain."""
