"""A practice made from another one and written in another language is its language version."""

from __future__ import annotations

from datetime import timedelta

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.models import Contribution, Post
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.kinds.innovation.practice.reading.versions import VERSIONS
from passerelle.kinds.innovation.practice.tests.asking import TOLD
from passerelle.lib.clock import now


def made(place, who, language, origin=None):
    head = bring(f"Hem, {language}", place, who, "practice", details=TOLD)
    Contribution.objects.filter(pk=head.pk).update(language=language)
    Practice.objects.filter(pk=head.pk).update(origin=origin)
    return Contribution.objects.unscoped("a test").get(pk=head.pk)


def shown(who, head):
    found = VERSIONS.versions(as_actor(who), head, Practice.objects.get(pk=head.pk))
    others = [(one.head, one.is_original, one.is_stale) for one in found.others] if found else []
    return (others, found.is_stale) if found else None


def test_each_language_is_shown_to_who_may_read_it_and_says_when_the_original_changed(cast, places, visit):
    english = made(places.open, cast.ada, "en")
    assert shown(cast.mia, english) is None
    french = made(places.open, cast.ada, "fr", english)
    made(places.open, cast.ada, "en", english)  # an adaptation in the same language is none
    secret = made(places.secret, cast.ada, "it", english)
    assert shown(cast.otto, english) == ([(french, False, False)], False)
    assert shown(cast.otto, french) == ([(english, True, False)], False)
    assert shown(cast.ada, english) == ([(french, False, False), (secret, False, False)], False)
    Post.objects.unscoped("a test").filter(pk=english.body_id).update(edited_at=now() + timedelta(hours=1))
    english = Contribution.objects.unscoped("a test").get(pk=english.pk)
    assert shown(cast.otto, english) == ([(french, False, True)], False)
    assert shown(cast.otto, french) == ([(english, True, False)], True)
    page = visit(cast.otto).get(french.get_absolute_url()).text
    assert ("(the original)" in page, "The original changed since this was written." in page) == (True, True)
    assert secret.get_absolute_url() not in visit(cast.otto).get(english.get_absolute_url()).text


def test_of_a_hidden_original_nothing_is_told(cast, places):
    hidden = made(places.secret, cast.ada, "en")
    french = made(places.open, cast.ada, "fr", hidden)
    assert (shown(cast.otto, french), shown(cast.ada, french)) == (None, ([(hidden, True, False)], False))
