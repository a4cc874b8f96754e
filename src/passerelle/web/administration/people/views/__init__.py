"""HTTP of the administration of people."""
