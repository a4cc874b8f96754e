"""The reading side of the spine: cards, feeds, conversations. Ids first, under present rights; names last."""
