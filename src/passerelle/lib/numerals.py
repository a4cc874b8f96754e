"""Words that count. A sentence with one says how much; a text is about none of them. Pure."""

from __future__ import annotations

NUMBERS = frozenset(
    # English
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
    "thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million half twice "
    # French
    "deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante "
    "soixante cent cents mille millions demi demie moitie fois dizaine douzaine quinzaine vingtaine centaine "
    # Italian
    "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto "
    "diciannove venti ventun ventidue ventitre ventiquattro venticinque trenta quaranta cinquanta sessanta settanta ottanta novanta "
    "cento duecento trecento mila mezzo mezza volta volte "
    # Spanish
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis veinte treinta cuarenta cincuenta "
    "sesenta setenta ochenta noventa cien ciento mil mitad vez veces "
    # German
    "zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig "
    "dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend halb halbe halfte zweimal".split()
)
"""From two on, folded: one is an article in most languages."""

SMALL = 3  # digits: what is longer may well be the name of something


def is_number(folded: str) -> bool:
    """Whether a word counts, in letters or in digits; a long number is a name as well as any."""
    return folded in NUMBERS or (folded[:1].isdigit() and len(folded) <= SMALL)
