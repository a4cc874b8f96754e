"""The article kind's app."""

from django.apps import AppConfig


class ArticleConfig(AppConfig):
    """Own columns: genre, sources, how often it is looked at again, its place in a handbook; and what readers who checked it said."""

    name = "passerelle.kinds.article.article"
    label = "kind_article"
