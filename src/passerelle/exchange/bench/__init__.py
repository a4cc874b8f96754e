"""How fast the pages are that people use all day, measured through the real server on a population of real size."""
