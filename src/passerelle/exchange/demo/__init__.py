"""Maison Orsel, the demo organisation: eighteen months of an invented retailer, told through the verbs people use."""
