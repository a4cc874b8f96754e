"""Waits for you: one list, counted in one query, decided in place."""

from __future__ import annotations

from django.urls import reverse

from cast.people import as_actor
from passerelle.web.waiting import waiting_count


def test_what_waits_is_counted_in_one_query(cast, places, world, django_assert_num_queries):
    expected = {"ada": 0, "sam": 3, "mia": 0, "otto": 1, "gwen": 0, "root": 0, "eve": 0}
    assert {name: waiting_count(as_actor(getattr(cast, name))) for name in expected} == expected
    sam = as_actor(cast.sam)
    with django_assert_num_queries(3):  # two of them are the rights
        waiting_count(sam)


def test_deciding_from_the_list(cast, places, world, visit):
    sam = visit(cast.sam)
    sam.post(reverse("request_decide", args=[world.request.pk]), {"decision": "accept"})
    sam.post(reverse("decide_held", args=[world.held.body.pid]), {"decision": "approve"})
    sam.post(reverse("close_report", args=[world.report.pk]), {"decision": "leave"})
    assert waiting_count(as_actor(cast.sam)) == 0
    answer = visit(cast.otto).post(reverse("invitation_answer", args=[world.invitation.pk]), {"decision": "accept"})
    assert (answer.status_code, answer["Location"]) == (302, places.open.get_absolute_url())
    assert "Nothing waits" in sam.get(reverse("waiting")).text


def test_a_refusal_without_a_reason_is_told_and_leaves_no_trace(cast, places, world, visit, no_trace):
    with no_trace():
        answer = visit(cast.sam).post(reverse("decide_held", args=[world.held.body.pid]), {"decision": "refuse"})
    assert answer.status_code == 403
    assert "Say why, in a sentence" in answer.text


def test_others_decide_nothing(cast, places, world, visit, no_trace):
    with no_trace():
        for person, name, key in (
            (cast.mia, "request_decide", world.request.pk),
            (cast.mia, "invitation_answer", world.invitation.pk),
            (cast.otto, "decide_held", world.held.body.pid),
            (cast.mia, "close_report", world.report.pk),
        ):
            answer = visit(person).post(reverse(name, args=[key]), {"decision": "accept"})
            assert answer.status_code in (403, 404)
