"""Notices on people's devices: straight to the push service of their browser, signed with a key of our own, with no one in between."""
