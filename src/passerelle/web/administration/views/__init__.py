"""HTTP of the administration pages."""
