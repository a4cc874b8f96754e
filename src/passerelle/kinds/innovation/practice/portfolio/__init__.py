"""All practices of a community and all sites a reader may know, side by side."""
