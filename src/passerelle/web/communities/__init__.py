"""The pages of communities: they bring together membership, the feed and blueprints."""
