"""Searches people keep: run again each day under the rights of that day, and told as their owner wishes."""
