"""Something worth knowing."""
