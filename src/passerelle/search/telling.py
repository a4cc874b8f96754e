"""The words that tell what a text is about, as stems: two remarks are not alike because both say "the" or "pour"."""

from __future__ import annotations

from collections.abc import Mapping

from passerelle.search.stems import stem_all
from passerelle.search.words import fold, words

ORDINARY = frozenset(
    # English
    "a an and any are as at be because been but by can could did do does for from had has have he her here him his how if in into is it "
    "its just me more my no not of on only or our out said she so some than that the their them then there they this those to too up "
    "us very was we were what when where which who why will with would you your "
    # French
    "ai au aux avec avait ce ces cela cette comme dans de des dit du elle elles en est et etait eu fait il ils je la le les leur leurs lui "
    "ma mais me mes moi mon ne nos notre nous on ont ou par pas peu plus pour qu que quel quelle qui quoi sa sans se ses si son sont sur "
    "ta te tes toi ton tout tres trop tu un une vos votre vous y "
    # Italian
    "ai al alla alle anche che chi ci come con cosa cui da dal dalla dei del della delle di dove e ed era fa ha hanno ho i il io la le lei "
    "li lo loro lui ma mi mio nel nella no non o per perche piu quando questa questo se si sono su sua suo tu tutto un una uno "
    # Spanish
    "al algo ante como con de del desde donde el ella ellos en entre era es esta este eso fue ha hay la las lo los mas me mi muy no nos o "
    "para pero por porque que quien se si sin sobre son su sus te tiene tu un una uno y ya "
    # German
    "aber alle als am an auch auf aus bei bin bis da das dass dem den der des die doch ein eine einem einen einer er es fur hat hatte "
    "ich ihr im in ist ja kann kein keine man mein mit nach nicht noch nur ob oder ohne sehr sich sie sind so um und uns vom von vor war "
    "was wenn wer wie wir wird wo zu zum zur".split()
)
"""Words that say nothing of what a text is about, folded."""


def telling(text: str, language: str) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """Their stems in order, and how each is spelled where it first stands."""
    found = [word for word in words(text) if len(word) > 1 and fold(word) not in ORDINARY]
    stems = stem_all(found, language)
    return tuple(stems), dict(zip(reversed(stems), reversed(found), strict=True))
