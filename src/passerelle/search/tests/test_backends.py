"""What every engine promises; run on SQLite and on PostgreSQL, whichever the tests use."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerelle.lib.clock import now
from passerelle.search.analysis import analyse, term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import TITLE, Incomplete, Query
from passerelle.search.days import day_marks, since_marks
from passerelle.search.models import Document, Subject
from passerelle.search.typed import parse
from passerelle.search.widening import find

pytestmark = pytest.mark.django_db
TEXTS = {
    1: ("Réunion d'équipe", "Le compte rendu est en ligne.", "fr", "o", "in1 by7 kindupdate"),
    2: (
        "Livraisons",
        "La réunion des magasins parle des évaluations et des prix barrés.",
        "fr",
        "c5",
        "in5 by7 kindquestion",
    ),
    3: ("Deliveries", "Meetings about the windows were useful.", "en", "o c9", "in1 by8 kindquestion"),
    4: ("Riunioni", "Le vetrine dei negozi.", "it", "i4", "in2 by4 kindupdate"),
    5: ("Prix", "Les barrés du prix, une évaluation, la straße.", "fr", "o", "in1 by9 kindupdate"),
}


@pytest.fixture
def backend():
    engine = search_backend()
    for pk in TEXTS:
        _known(pk)
    engine.index_many(_document(pk) for pk in TEXTS)
    return engine


def _known(*ids: int) -> None:
    for pk in ids:
        Document.objects.create(pk=pk, subject=Subject.REPLY, subject_id=pk, indexed_at=now())


def _document(pk: int, **changes: str):
    title, text, language, tokens, marks = TEXTS[pk]
    fields = {"title": title, "text": text, "language": language, **changes}
    return analyse(
        pk,
        tokens=changes.pop("tokens", tokens).split(),
        marks=[*marks.split(), *day_marks(datetime(2026, pk, 1, tzinfo=UTC))],
        **{k: fields[k] for k in ("title", "text", "language")},
    )


def ids(backend, text: str, tokens: str = "o c5 c9 i4", **fields: object) -> set[int]:
    typed = parse(text)
    query = Query(
        tokens=frozenset(tokens.split()),
        terms=tuple(term(run) for run in typed.wanted),
        excluded=tuple(term(run) for run in typed.excluded),
        **fields,
    )
    return {hit.document_id for hit in backend.query(query).hits}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("réunion", {1, 2}),
        ("réunions", {1, 2}),
        ("reunion", {1, 2}),
        ("REUNIONS", {1, 2}),
        ("évaluations", {2, 5}),
        ("evaluation", {2, 5}),
        ("meeting", {3}),
        ("delivery", {3}),
        ("riunione", {4}),
        ("negozio", {4}),
        ("strasse", {5}),
        ('"prix barrés"', {2}),
        ("prix barrés", {2, 5}),
        ("réunion -magasin", {1}),
        ("réunion livraison", {2}),
        ("absent", set()),
    ],
)
def test_words_are_found_without_accents_and_endings(backend, text, found):
    assert ids(backend, text) == found


@pytest.mark.parametrize(
    ("tokens", "found"), [("", set()), ("o", {1}), ("c5", {2}), ("o c5", {1, 2}), ("c6 i7", set()), ("c55", set())]
)
def test_only_what_a_token_opens_is_found(backend, tokens, found):
    assert ids(backend, "réunion", tokens) == found
    assert ids(backend, "réunion -absent", tokens) == found


def test_an_exclusion_does_not_tell_of_hidden_documents(backend):
    assert ids(backend, "prix -straße", "o") == set()
    assert ids(backend, "prix -vitrine", "o") == {5}


def test_marks_narrow(backend):
    assert ids(backend, "", marks=(frozenset({"in1"}),)) == {1, 3, 5}
    assert ids(backend, "", marks=(frozenset({"in1"}), frozenset({"by7", "by8"}))) == {1, 3}
    assert ids(backend, "réunion", marks=(frozenset({"kindquestion"}),)) == {2}
    assert ids(backend, "kindquestion") == set()


def test_days_narrow(backend):
    day, later = since_marks(datetime(2026, 2, 1, tzinfo=UTC)), since_marks(datetime(2027, 1, 1, tzinfo=UTC))
    assert ids(backend, "réunion", marks=(day,)) == {2}
    assert ids(backend, "réunion", without=day) == {1}
    assert ids(backend, "réunion -compte", marks=(day,), without=later) == {2}


def test_a_title_weighs_more_and_a_written_word_more_than_its_stem(backend):
    _known(11, 12, 13)
    backend.index_many([
        analyse(11, title="Vitrine", text="rien", language="fr", tokens=["o"], marks=[]),
        analyse(12, title="Rien", text="vitrine", language="fr", tokens=["o"], marks=[]),
        analyse(13, title="Rien", text="vitrines", language="fr", tokens=["o"], marks=[]),
    ])  # fmt: skip
    hits = backend.query(Query(tokens=frozenset("o"), terms=(term(("vitrine",)),))).hits
    assert [hit.document_id for hit in hits] == [11, 12, 13]


def test_what_is_said_often_comes_between_title_and_body(backend):
    _known(*range(31, 38))
    texts = {
        31: ("Un tiroir", "rien"),
        32: ("Des tiroirs", "rien"),
        33: ("Rien", "les tiroirs, encore les tiroirs"),
        34: ("Rien", "un tiroir"),
        35: ("Rien", "deux tiroirs"),
        36: ("Rien", "un tiroir"),
        37: ("Rien", "les tiroirs, " + "et autre chose " * 70 + "et les tiroirs"),
    }
    backend.index_many(
        analyse(pk, title=title, text=text, language="fr", tokens=["o"], marks=[])
        for pk, (title, text) in texts.items()
    )
    assert _order(backend, "tiroir") == [31, 32, 33, 36, 34, 37, 35]
    assert _order(backend, "tiroir", limit=3) == [31, 32, 33]


def test_several_words_in_a_title_come_first_then_those_side_by_side(backend):
    _known(*range(41, 46))
    texts = {
        41: ("La clé du tiroir", "rien"),
        42: ("Rien", "un tiroir sans clé"),
        43: ("Tiroir", "où est la clé"),
        44: ("Rien", "une clé tiroir"),
        45: ("Rien", "des tiroirs, des clés"),
    }
    backend.index_many(
        analyse(pk, title=title, text=text, language="fr", tokens=["o"], marks=[])
        for pk, (title, text) in texts.items()
    )
    assert _order(backend, "clé tiroir") == [41, 44, 43, 42, 45]


def _order(backend, text: str, limit: int = 300) -> list[int]:
    terms = tuple(term(run) for run in parse(text).wanted)
    return [hit.document_id for hit in backend.query(Query(tokens=frozenset("o"), terms=terms, limit=limit)).hits]


def test_a_common_word_is_found_without_reading_all_of_its_documents(backend):
    """Neither database sorts all matches by a score, or walks a table."""
    with CaptureQueriesContext(connection) as queries:
        ids(backend, "réunion évaluation")
    plan = str(connection.ops.explain_query_prefix()) if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    asked = next(one["sql"] for one in queries if "level_0" in one["sql"])
    with connection.cursor() as cursor, transaction.atomic():
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{plan} {asked}")
        lines = [" ".join(map(str, row)) for row in cursor.fetchall()]
    scanned = [line for line in lines if "SCAN search_" in line or "Seq Scan on search_" in line]
    assert all("VIRTUAL TABLE INDEX" in line for line in scanned)


def test_equal_documents_come_newest_first(backend):
    _known(21, 22, 23)
    backend.index_many(
        analyse(pk, title="", text="tiroir", language="fr", tokens=["o"], marks=[]) for pk in (21, 23, 22)
    )
    hits = backend.query(Query(tokens=frozenset("o"), terms=(term(("tiroir",)),))).hits
    assert [hit.document_id for hit in hits] == [23, 22, 21]


def test_more_than_the_limit_is_said(backend):
    results = backend.query(Query(tokens=frozenset({"o", "c5"}), terms=(term(("réunion",)),), limit=1))
    assert (len(results.hits), results.more) == (1, True)


def test_prefixes_in_titles(backend):
    query = Query(tokens=frozenset({"o", "c5"}), terms=(term(("réu",), begins=TITLE),))
    assert {hit.document_id for hit in backend.query(query).hits} == {1}


def test_replacing_and_removing(backend):
    backend.index_many([_document(1, text="Autre chose", title="Autre")])
    assert ids(backend, "réunion") == {2}
    backend.remove([2, 99])
    assert ids(backend, "réunion") == set()
    assert backend.size() == 4


def test_a_rebuild_runs_beside_and_swaps(backend):
    backend.start_rebuild()
    backend.feed_rebuild(
        [
            _document(1, text="neuf", title="neuf"),
            _document(2),
            analyse(77, title="gone", text="", language="fr", tokens=["o"], marks=[]),
        ]
    )
    assert ids(backend, "réunion") == {1, 2}
    with pytest.raises(Incomplete):
        backend.finish_rebuild([_document(3)])
    assert ids(backend, "réunion") == {1, 2}
    backend.finish_rebuild([_document(3), _document(4), _document(5)])
    assert ids(backend, "neuf réunion", weights=(1.0, 1.0)) == {1, 2}
    assert ids(backend, "meeting") == {3}
    assert ids(backend, "gone") == set()
    assert backend.size() == 5


def test_a_sentence_is_widened_to_its_telling_words(backend):
    terms = tuple(term(run) for run in parse("comment parler des évaluations absentes").wanted)
    results = find(backend, Query(tokens=frozenset({"o", "c5"}), terms=terms))
    assert {hit.document_id for hit in results.hits} == {2, 5}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.text(alphabet=st.one_of(st.sampled_from("'\"\\()*:^-+&|!<>~@#{}[]%;\0 abé"), st.characters()), max_size=60))
def test_nothing_typed_reaches_the_engine_as_syntax(backend, text):
    typed = parse(text)
    terms = tuple(term(run) for run in typed.wanted)
    excluded = tuple(term(run) for run in typed.excluded)
    for weights in ((), (1.0,) * len(terms)):
        hits = backend.query(Query(tokens=frozenset({"c404"}), terms=terms, excluded=excluded, weights=weights)).hits
        assert hits == ()
    backend.frequencies(terms)


@pytest.mark.parametrize("label", ["c1 OR o", 'o"', "", "C1", "o:*", "é"])
def test_labels_are_letters_and_digits(label):
    with pytest.raises(ValueError, match="label"):
        Query(tokens=frozenset({label}))


def test_the_engine_follows_from_the_database():
    names = {"sqlite": "SqliteBackend", "postgresql": "PostgresBackend"}
    assert type(search_backend()).__name__ == names[connection.vendor]
