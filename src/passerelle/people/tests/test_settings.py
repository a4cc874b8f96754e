"""What people tell and prefer: theirs alone."""

from __future__ import annotations

import pytest

from cast.people import NAMES, as_actor
from passerelle.journal.decision import Refused
from passerelle.people import actions
from passerelle.people.models import Organisation, Person, PersonTopic
from passerelle.topics.finding import find_or_create

PROFILE = {
    "name": "Ada B. Lund",
    "help_with": "Prices",
    "languages": ["fr", "it"],
    "leave_from": "2030-01-02",
    "leave_until": "2030-01-09",
}


@pytest.mark.parametrize("name", NAMES)
def test_only_oneself_decides(cast, name):
    by = as_actor(getattr(cast, name))
    for verb in (
        lambda: actions.revise_profile(cast.ada, bio="x", by=by),
        lambda: actions.prefer(cast.ada, theme="dark", by=by),
        lambda: actions.set_topics(cast.ada, {}, by=by),
        lambda: actions.set_photo(cast.ada, "", by=by),
    ):
        if name == "ada":
            verb()
        else:
            with pytest.raises(Refused):
                verb()


def test_nobody_moves_themselves_or_makes_themselves_administrator(cast):
    for field in ("unit", "job_title", "is_administrator", "email", "access_until"):
        with pytest.raises(TypeError):
            actions.revise_profile(cast.ada, by=as_actor(cast.ada), **{field: "x"})


def test_a_profile_is_saved(cast, visit, verbs):
    answer = visit(cast.ada).post("/settings/", {**PROFILE, "job_title": "Queen", "is_administrator": "on"})
    assert answer.status_code == 302
    cast.ada.refresh_from_db()
    assert (cast.ada.name, cast.ada.sort_name, cast.ada.help_with, cast.ada.languages) == (
        "Ada B. Lund", "lund ada b.", "Prices", ["fr", "it"],
    )  # fmt: skip
    assert (cast.ada.job_title, cast.ada.is_administrator) == ("", False)
    assert verbs() == ["person.revised"]


def test_a_leave_ends_after_it_begins(cast, visit):
    assert visit(cast.ada).post("/settings/", {**PROFILE, "leave_until": "2030-01-01"}).status_code == 422


def test_preferences_reach_the_page_and_the_cookie(cast, visit):
    client = visit(cast.ada)
    wanted = {
        "language": "fr",
        "theme": "dark",
        "time_zone": "Europe/Rome",
        "consents_coffee": "on",
    }
    client.post("/settings/preferences/", wanted)
    assert client.cookies["theme"].value == "dark"
    page = client.get("/settings/preferences/")
    assert page["Content-Language"] == "fr"
    cast.ada.refresh_from_db()
    assert (cast.ada.time_zone, cast.ada.consents_coffee) == ("Europe/Rome", True)


def test_topics_are_found_by_only_when_said_so(cast, visit):
    known, other = find_or_create(["Linen", "Silk"], "en")
    for topic in (known, other):
        PersonTopic.objects.create(person=cast.ada, topic=topic, discoverable=True)
    visit(cast.ada).post("/settings/topics/", {"known": [known.pid], "add": "Wool", "add_discoverable": "on"})
    rows = PersonTopic.objects.filter(person=cast.ada).values_list("topic__name", "discoverable")
    assert dict(rows) == {"Linen": False, "Wool": True}


def test_a_charter_names_nobody(cast, visit):
    text = f"Ask @{{person:{cast.sam.pid}}}."
    actions.set_charter(Organisation.home(), text, ask_again=True, by=as_actor(cast.root))
    assert 'Ask <span class="mention mention-missing">@someone</span>.' in visit(cast.ada).get("/welcome/charter/").text


def test_the_charter_is_accepted_once_for_each_version(cast, visit, verbs):
    actions.set_charter(Organisation.home(), "Be kind.", ask_again=True, by=as_actor(cast.root))
    version, client = Organisation.home().charter_version, visit(cast.ada)
    assert client.get("/people/").headers["Location"] == "/welcome/charter/"
    assert "Be kind." in client.get("/welcome/charter/").content.decode()
    client.post("/welcome/charter/", {"version": version + 1})
    assert client.get("/people/").status_code == 302
    verbs()
    for _time in range(2):
        client.post("/welcome/charter/", {"version": version})
    assert client.get("/people/").status_code == 200
    assert verbs() == ["charter.accepted"]


@pytest.mark.parametrize("name", NAMES)
def test_the_first_run_is_for_administrators(cast, visit, name):
    Organisation.objects.update(ready_at=None)
    client = visit(getattr(cast, name))
    answer = client.post(
        "/welcome/", {"name": "Maison Orsel", "accent": "plum", "languages": ["fr"], "charter": "Be kind."}
    )
    home = Organisation.home()
    assert (home.ready_at is not None) == (name == "root")
    if name == "root":
        assert answer.status_code == 302
        assert (home.name, home.accent, home.languages, home.charter_version) == ("Maison Orsel", "plum", ["fr"], 1)


def test_every_column_of_a_person_has_a_limit():
    text = [
        field
        for field in Person._meta.concrete_fields
        if field.get_internal_type() in {"CharField", "TextField", "EmailField"}
    ]
    assert [field.name for field in text if not field.max_length] == []


def test_a_trial_mail_tells_what_became_of_it(cast, visit, settings, mailoutbox):
    client = visit(cast.root)
    assert f"Sent to {cast.root.email}." in client.post("/welcome/mail/", follow=True).content.decode()
    assert [(letter.to, letter.subject) for letter in mailoutbox] == [([cast.root.email], "A mail from Passerelle")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    assert "The mail could not be sent: " in client.post("/welcome/mail/", follow=True).content.decode()
    assert visit(cast.ada).post("/welcome/mail/").status_code == 403
