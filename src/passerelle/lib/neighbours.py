"""The languages most spoken around us, by the names they give themselves: they are offered first."""

NEIGHBOURS = {"en": "English", "fr": "Français", "it": "Italiano", "es": "Español", "de": "Deutsch"}
