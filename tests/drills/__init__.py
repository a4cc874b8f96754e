"""Passerelle killed, flooded and starved, as processes on data folders of their own: nothing acknowledged may be lost."""
