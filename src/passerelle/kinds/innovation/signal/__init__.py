"""What a customer said, or somebody saw, in the field."""
