"""An article: what is known, with somebody who answers for it and a day on which it is looked at again."""
