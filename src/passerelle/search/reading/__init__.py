"""The reading side: ids from the index, everything shown read anew under the reader's rights."""

from passerelle.search.reading.alike import Alike, alike
from passerelle.search.reading.finding import SearchPage, search
from passerelle.search.reading.similar import similar
from passerelle.search.reading.suggesting import Suggestion, suggest

__all__ = ["Alike", "SearchPage", "Suggestion", "alike", "search", "similar", "suggest"]
