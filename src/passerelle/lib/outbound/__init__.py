"""The one way out: a request to an address that somebody else named, which must not lead to our own network.

The name is resolved here, every address behind it is judged, and the connection goes to the address that was judged: a name that
changes its mind in between changes nothing. No redirects, no proxy, an end to time and to size.
"""

from passerelle.lib.outbound.client import Answer, Unanswered, post
from passerelle.lib.outbound.targets import Forbidden, Target, target_of

__all__ = ["Answer", "Forbidden", "Target", "Unanswered", "post", "target_of"]
