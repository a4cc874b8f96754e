"""What helps is found in a text where it says so, in every language by the same rules."""

from __future__ import annotations

import pytest

from passerelle.lib.markdown import render
from passerelle.lib.numerals import is_number
from passerelle.matching.similar.gist import answering, came_of_it, steps

GREETED = """\
Bonjour, c'est le laboratoire de la filature, je réponds en français pour aller vite.

J'ai repris les cônes gardés de chaque bain :

- gris : note 4 sur 5
- **marine, bain 2217 : 2–3**

**C'est un défaut, et c'est le nôtre.** D'accord ?
"""
CASE = """\
| | avant | après |
|---|--:|--:|
| Un formulaire, en minutes | 7 | 2 |

L'attente a baissé aussi grâce à la file : tout le mérite ne revient donc pas à la chaise.
"""
CAVEAT_FIRST = (
    "L'attesa è scesa anche per la fila, quindi non è tutto merito della sedia. I due minuti sì, su 64 moduli."
)


@pytest.mark.parametrize(
    ("question", "source", "language", "words"),
    [
        ("Le pull bouloche : défaut, usage ou lavage ?", GREETED, "fr", "C'est un défaut, et c'est le nôtre."),
        (
            "Carta regalo, cliente davanti a me: che dice la cassa?",
            "Roma, successo due volte. Metti **FR davanti al numero**, senza spazio. La cassa cerca solo IT, se non lo dici.",
            "it",
            "Metti FR davanti al numero, senza spazio. La cassa cerca solo IT, se non lo dici.",
        ),
        ("Which oven?", "Hello Sam! The one in Lyon is blue. It heats up quickly.", "en", "The one in Lyon is blue."),
        ("Which oven?", "> Which oven is it?\n\nThe blue one.", "en", "The blue one."),
        ("Which oven?", "Thanks!", "en", "Thanks!"),
        ("Which oven?", "", "en", ""),
        ("How costly is it?", "- small repairs: 5 €\n- costly repairs, half a day: 9 €", "en", "costly repairs, half a day: 9 €"),
    ],
)  # fmt: skip
def test_an_answer_answers_where_it_says_the_words_of_its_question(question, source, language, words):
    assert answering(render(source).html, question, language) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (CASE, "Un formulaire, en minutes: 7 → 2"),
        (CAVEAT_FIRST, "I due minuti sì, su 64 moduli."),
        ("It went well. A return takes half the time. However, nine did not.", "A return takes half the time."),
        ("Es ging gut. Allerdings nicht überall.", "Es ging gut."),
        ("All credit goes to Lyon.", ""),
        ("|a|b|c|\n|-|-|-|\n|1|2|3|", ""),
    ],
)
def test_what_came_of_it_is_measured_and_never_a_caveat(source, words):
    assert came_of_it(render(source).html) == words


def test_what_to_do_is_the_first_steps_or_how_it_begins():
    listed = "Nobody comes out.\n\n1. **In cabina.** Diamo il modulo e una penna.\n2. **Una sedia, e basta così.** Alla cassa.\n3. x"
    assert [steps(render(source).html, most) for source, most in ((listed, 1), (listed, 2), ("Do it. Now.", 2))] == [
        "In cabina. Diamo il modulo e una penna.",
        "1. In cabina. Diamo il modulo e una penna. 2. Una sedia, e basta così. Alla cassa.",
        "Do it. Now.",
    ]


def test_numbers_are_words_of_every_language():
    counting = "2 60 deux due zwei dos two vingt ventiquattro".split()
    assert [is_number(word) for word in [*counting, "2217", "pallini", ""]] == [True] * len(counting) + [False] * 3
