"""An article on paper."""

from passerelle.kinds.article.article.printing.document import printed

__all__ = ["printed"]
