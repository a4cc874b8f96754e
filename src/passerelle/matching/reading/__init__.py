"""Who can help with what, and why: read anew each time, under the rights of whoever asks."""
