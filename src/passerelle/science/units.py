"""Units as people spell them: one code for each, so that what is the same is taken together.

Only what has one meaning stands here: a bare ``$`` is of several countries, and a thousand euros are not a euro.
Money has its ISO 4217 code, all else the symbol of ISO 80000; names are those of the languages of the house.
"""

from __future__ import annotations

SPELLED = {
    "%": ("percent", "per cent", "pct", "pour cent", "pourcent", "per cento", "por ciento", "prozent"),
    "EUR": ("€", "eur", "euro", "euros"),
    "GBP": ("£", "gbp", "pound sterling", "pounds sterling"),
    "USD": ("us$", "usd", "us dollar", "us dollars"),
    "CHF": ("chf", "sfr", "swiss franc", "swiss francs", "franc suisse", "francs suisses"),
    "min": ("minute", "minutes", "minuto", "minuti", "minutos", "minuten"),
    "h": ("hour", "hours", "heure", "heures", "ora", "ore", "hora", "horas", "stunde", "stunden"),
    "d": ("day", "days", "jour", "jours", "giorno", "giorni", "día", "días", "tag", "tage"),
    "kg": ("kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes", "chilo", "chili", "kilogramm"),
}
_CODES = {spelling: code for code, spellings in SPELLED.items() for spelling in (code.casefold(), *spellings)}


def unit_code(words: str) -> str:
    """The code of a unit, whatever its letters and spaces; words that are none of these stand for themselves."""
    plain = " ".join(words.split()).casefold().rstrip(".")
    return _CODES.get(plain, plain)
