"""Level 0: no models, no words of the domain."""
