"""What can be found, read in bulk from the modules that own it."""

from passerelle.search.sources.files import files, files_of
from passerelle.search.sources.places import communities, people
from passerelle.search.sources.posts import contribution_posts, posts
from passerelle.search.sources.source import Source

__all__ = ["Source", "communities", "contribution_posts", "files", "files_of", "people", "posts"]
