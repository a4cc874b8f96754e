"""Knowledge that stays true: the article."""
