"""How requests reach Django: one event loop, one hop to a page thread, streams on the loop."""
