"""Texts that come one by one, and the look at the whole afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.clustering import COMPARED, Pins, Placing, lead, middle, place
from passerelle.science.regrouping import Merge, Split, adjusted_rand, agglomerate, audit, keep_names
from passerelle.science.tests.vectors import VECTORS
from passerelle.science.texts import Rarity, label_words, similarity, vector_of, words_of

PLANTED = VECTORS["clustering"]
TEXTS = st.lists(
    st.lists(st.sampled_from("pump seal leak invoice format carrier late line".split()), max_size=6), max_size=14
)


def vectors(texts):
    words = [words_of(text) if isinstance(text, str) else text for text in texts]
    rarity = Rarity.of(words)
    return {index: vector_of(each, rarity) for index, each in enumerate(words)}


def groups_of(placings):
    found = {}
    for item, placing in placings.items():
        found.setdefault(placing.group, []).append(item)
    return list(found.values())


def pair(one, other):
    return frozenset({one, other})


def test_planted_trends_are_found_with_their_reasons():
    placings = lead(vectors(PLANTED["texts"]))
    assert groups_of(placings) == PLANTED["clusters"]
    alike = {str(item): round(placing.alike, 4) for item, placing in placings.items() if placing.nearest}
    assert alike == PLANTED["assign_similarity"]
    assert placings[4].nearest == (0, 1)
    assert placings[4].words == ("pump", "seal")
    assert placings[6].words == ("carrier", "delivery", "missed")
    assert placings[2] == Placing(2)


def test_the_whole_seen_at_once_agrees():
    known = vectors(PLANTED["texts"])
    assert agglomerate(known) == PLANTED["clusters"]
    found = audit(dict(enumerate(PLANTED["clusters"])), known)
    assert (found.agreement, found.merges, found.splits) == (1.0, (), ())


def test_people_have_the_last_word():
    known = vectors(PLANTED["texts"])
    moved = Pins(together=[pair(7, 6)], apart=[pair(7, 2), pair(7, 3)])
    assert groups_of(lead(known, pins=moved)) == agglomerate(known, pins=moved) == [[0, 1, 4], [2, 3], [5, 6, 7]]
    parted = Pins(apart=[pair(4, 0), pair(6, 5)])
    assert groups_of(lead(known, pins=parted)) == agglomerate(known, pins=parted) == [[0, 1], [2, 3, 7], [4], [5], [6]]
    with pytest.raises(ValueError, match="together and apart"):
        agglomerate(known, pins=Pins(together=[pair(0, 1), pair(1, 2)], apart=[pair(0, 2)]))
    assert agglomerate(known, pins=Pins(together=[pair(0, 99)], apart=[pair(1, 99)])) == PLANTED["clusters"]


def test_what_is_cut_wrongly_is_proposed_and_not_changed():
    known = vectors(PLANTED["texts"])
    wrong = {"pumps and carriers": [0, 1, 4, 5, 6], "invoices": [2, 3], "paper": [7]}
    found = audit(wrong, known)
    assert found.splits == (Split("pumps and carriers", ((0, 1, 4), (5, 6))),)
    assert found.merges == (Merge(("invoices", "paper")),)
    assert found.agreement < 0.8


def test_a_stray_is_no_question():
    known = vectors([*PLANTED["texts"] * 3, "pump seal leak", "pump leak"])
    groups = {"pumps": [0, 1, 4, 8, 9, 12, 16, 17, 20, 24, 25, 2], "invoices": [3, 7, 10, 11, 15, 18, 19, 23]}
    assert audit(groups, known).splits == ()


def test_names_go_to_the_groups_that_overlap_most():
    assert keep_names({"a": [1, 2, 3], "b": [4, 5]}, [[4, 5, 3], [1, 2], [9]]) == ["b", "a", None]
    assert keep_names({"a": [1, 2, 3, 4]}, [[1], [2, 3, 4]]) == [None, "a"]


def test_agreement_beyond_chance():
    assert adjusted_rand([[1, 2], [3, 4]], [[3, 4], [1, 2]]) == 1
    assert adjusted_rand([[1, 2], [3, 4]], [[1, 3], [2, 4]]) == pytest.approx(-0.5)
    assert adjusted_rand([[0, 0.5], [1, 2]], [[0, 0.5], [1], [2]]) == pytest.approx(4 / 7)
    assert adjusted_rand([], []) == adjusted_rand([[1]], [[1]]) == 1


def test_a_large_group_is_seen_by_its_middle():
    known = vectors(["pump seal"] * (COMPARED + 5) + ["pump"] * 3 + ["pump seal"])
    newest = len(known) - 1
    assert middle(list(range(newest)), known) == 0
    placing = place(newest, known, {"pumps": list(range(newest))})
    assert (placing.group, placing.nearest) == ("pumps", (0, 1, 2))
    assert placing.alike == pytest.approx(1.0)


def test_a_text_without_words_is_like_nothing():
    known = vectors(["…", "?!", "a"])
    assert known == {0: {}, 1: {}, 2: {}}
    assert groups_of(lead(known)) == agglomerate(known) == [[0], [1], [2]]


def test_words_that_tell_classes_apart():
    vector = VECTORS["label_words"]
    labels = label_words({name: text.split() for name, text in vector["classes"].items()})
    for name in "AB":
        assert dict(labels[name]) == pytest.approx(vector[name], abs=1e-6)
    assert [word for word, _ in labels["A"]] == ["seal", "pump", "leak", "vibration"]
    assert label_words({}) == {}


@given(TEXTS)
def test_a_grouping_is_a_partition_and_the_same_each_time(texts):
    known = vectors(texts)
    placings = lead(known)
    assert list(placings) == list(known)
    assert lead(known) == placings
    fresh = agglomerate(known)
    assert sorted(item for group in fresh for item in group) == list(known)
    assert adjusted_rand(groups_of(placings), fresh) == pytest.approx(adjusted_rand(fresh, groups_of(placings)))
    assert audit(dict(enumerate(fresh)), known).agreement == 1


@given(TEXTS)
def test_no_two_groups_are_left_that_are_alike_enough(texts):
    known = vectors(texts)
    fresh = agglomerate(known)
    for index, one in enumerate(fresh):
        for other in fresh[index + 1 :]:
            assert sum(similarity(known[a], known[b]) for a in one for b in other) / len(one) / len(other) < 0.2 + 1e-9


@given(TEXTS, st.sets(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=4))
def test_pins_hold_whatever_the_texts_say(texts, pins):
    known = vectors(texts)
    apart = [pair(one, other) for one, other in pins if one != other]
    for grouping in (groups_of(lead(known, pins=Pins(apart=apart))), agglomerate(known, pins=Pins(apart=apart))):
        assert not any(both <= set(group) for both in apart for group in grouping)
    together = [both for both in apart if both <= set(known)]
    assert all(
        any(both <= set(group) for group in agglomerate(known, pins=Pins(together=together))) for both in together
    )
