"""Texts of sixty words, the same at every run; two words stand in a known part of them."""

from __future__ import annotations

from random import Random

LENGTH = 60
IN_HALF = "market"
IN_A_TWELFTH = "lantern"
WORDS = (
    "able about above after again along also among answer around arrive autumn balance basket before begin below beside between "
    "bicycle board bottle bridge bright bring build busy candle careful carry castle centre chair change choose circle city clean "
    "clear cloth cloud coast collect colour common corner cotton count cover create cross crowd curtain daily deliver depend desk "
    "detail difference dinner direct discover distance door drawer during early easy edge effort empty enough entrance equal evening "
    "example expect explain fabric family feather field figure final finish flower follow forest forward frame fresh friend garden "
    "gather gentle glass grain ground group grow habit handle harbour heavy history honest horse house hundred idea imagine include "
    "inside island journey kitchen knife ladder language laugh leather lesson letter level light linen listen little machine manner "
    "material measure meeting memory middle minute mirror moment morning mountain music narrow nature needle neighbour notice number "
    "object offer office order outside paint paper partner pattern people picture piece place plain plan plate pocket point possible "
    "practice prepare present price promise quality question quick quiet reach ready reason record repair result return river road "
    "room rough round sample season second sentence share shelf shoulder simple single sister small smooth solve sound space special "
    "spring square stairs station still stone store story street strong summer surface table teacher thread ticket together tomorrow "
    "tool touch towards travel understand until useful value village visit voice wait water weather week whole window winter wonder "
    "wool work world write yellow yesterday"
).split()


def text(random: Random) -> str:
    """One text of sixty words in a few sentences."""
    words = random.choices(WORDS, k=LENGTH)
    for word, part in ((IN_HALF, 1 / 2), (IN_A_TWELFTH, 1 / 12)):
        if random.random() < part:
            words[random.randrange(LENGTH)] = word
    sentences = [words[start : start + 12] for start in range(0, LENGTH, 12)]
    return " ".join(f"{' '.join(sentence).capitalize()}." for sentence in sentences)


def title(random: Random) -> str:
    """A few words to stand above it."""
    return " ".join(random.choices(WORDS, k=5)).capitalize()
