"""Address and password: who comes in, who does not, and when a session ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.people.shared_device import KEY
from passerelle.people.tasks import forget_sessions
from passerelle.people.tests.doors import PASSWORD, give_password, is_in, sign_in


@pytest.mark.parametrize(
    ("name", "comes_in"),
    [("ada", True), ("sam", True), ("otto", True), ("gwen", True), ("root", True), ("eve", False), ("iris", False)],
)
def test_present_people_come_in(cast, name, comes_in):
    person = getattr(cast, name)
    give_password(person)
    client, status = sign_in(person.email.upper())
    assert (status, is_in(client)) == (302, comes_in)


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(cast):
    give_password(cast.ada)
    told = [
        Client()
        .post("/account/login/", {"login": address, "password": "wrong"})
        .content.decode()
        .split("notice__text")[1]
        .split("<form")[0]
        .split("<label")[0]
        for address in (cast.ada.email, "nobody@orsel.example")
    ]
    assert told[0][:400] == told[1][:400]


def test_too_many_wrong_passwords_are_stopped(cast):
    give_password(cast.ada)
    for _try in range(6):
        sign_in(cast.ada.email, "wrong")
    assert sign_in(cast.ada.email)[1] != 302


def test_an_address_that_is_not_confirmed_does_not_open(cast):
    give_password(cast.ada, verified=False)
    client, _status = sign_in(cast.ada.email)
    assert not is_in(client)
    assert [message.to for message in mail.outbox] == [[cast.ada.email]]


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"is_guest": True, "access_until": now().date() - timedelta(days=1)}],
)
def test_a_session_ends_with_the_right_to_sign_in(cast, change):
    give_password(cast.ada)
    client, _status = sign_in(cast.ada.email)
    assert is_in(client)
    Person.objects.filter(pk=cast.ada.pk).update(**change)
    assert not is_in(client)
    Person.objects.filter(pk=cast.ada.pk).update(is_active=True, is_guest=False, access_until=None)
    assert not is_in(client)


def test_another_password_ends_the_other_sessions(cast):
    give_password(cast.ada)
    here, elsewhere = sign_in(cast.ada.email)[0], sign_in(cast.ada.email)[0]
    new = {"oldpassword": PASSWORD, "password1": "eight calm bridges", "password2": "eight calm bridges"}
    here.post("/account/password/change/", new)
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_the_others_can_be_signed_out(cast):
    give_password(cast.ada)
    here, elsewhere = sign_in(cast.ada.email)[0], sign_in(cast.ada.email)[0]
    here.post("/account/sessions/")
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_sessions_that_ran_out_leave_nothing(cast):
    give_password(cast.ada)
    here, elsewhere = sign_in(cast.ada.email)[0], sign_in(cast.ada.email)[0]
    Session.objects.filter(pk=elsewhere.session.session_key).update(expire_date=now() - timedelta(seconds=1))
    forget_sessions()
    kept = [here.session.session_key]
    assert list(Session.objects.values_list("pk", flat=True)) == kept
    assert list(UserSession.objects.values_list("session_key", flat=True)) == kept
    assert is_in(here)


def test_a_new_password_comes_by_mail_once(cast):
    give_password(cast.ada)
    client = Client()
    client.post("/account/password/reset/", {"email": cast.ada.email})
    link = next(word for word in mail.outbox[0].body.split() if "/reset/key/" in word).split("testserver")[1]
    form = client.get(link).headers["Location"]
    new = {"password1": "eight calm bridges", "password2": "eight calm bridges"}
    assert client.post(form, new).status_code == 302
    assert sign_in(cast.ada.email, "eight calm bridges")[1] == 302
    assert "form" not in Client().get(link).headers.get("Location", "")


def test_asking_for_a_new_password_says_nothing_about_who_is_here(cast):
    give_password(cast.ada)
    answers = [Client().post("/account/password/reset/", {"email": email}) for email in (cast.ada.email, "x@y.example")]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_sign_up_is_closed_by_default(db):
    assert "by invitation" in Client().get("/account/signup/").content.decode()


@pytest.mark.parametrize(
    ("email", "made"),
    [
        ("nina@orsel.example", True),
        ("nina@sub.orsel.example", False),
        ("nina@orsel.example.evil.com", False),
        ("nina@evil.com＠orsel.example", False),
        ("=?utf-8?q?nina=40evil.com?=@orsel.example", False),
    ],
)
def test_only_the_allowed_domain_itself_signs_up(cast, settings, email, made):
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update={"signup_domains": "orsel.example"})
    Client().post("/account/signup/", {"email": email, "password1": PASSWORD})
    assert Person.objects.filter(email__contains="nina").exists() == made


def test_signing_up_with_a_known_address_looks_as_with_a_new_one(cast, settings):
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update={"signup_domains": "orsel.example"})
    give_password(cast.ada)
    known, new = (
        Client().post("/account/signup/", {"email": email, "password1": PASSWORD})
        for email in (cast.ada.email, "nina@orsel.example")
    )
    assert (known.status_code, known.headers["Location"]) == (new.status_code, new.headers["Location"])
    assert sorted(message.to[0] for message in mail.outbox) == ["ada@orsel.example", "nina@orsel.example"]


def test_a_shared_device_keeps_nothing(cast):
    give_password(cast.ada)
    client, _status = sign_in(cast.ada.email, shared="on")
    page = client.get("/settings/account/")
    assert "Done, sign me out" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert client.session.get_expire_at_browser_close()
    left = client.post("/account/logout/")
    assert left.headers["Location"] == "/account/card/"
    assert left["Clear-Site-Data"] == '"cache", "storage"'


def test_a_shared_device_signs_out_by_itself(cast):
    give_password(cast.ada)
    client, _status = sign_in(cast.ada.email, shared="on")
    session = client.session
    session[KEY] = now().timestamp() - 1
    session.save()
    assert client.get("/")["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)


def test_who_can_sign_in_is_not_changed_on_a_shared_device(cast):
    give_password(cast.ada)
    client, _status = sign_in(cast.ada.email, shared="on")
    client.post("/account/email/", {"email": "eve@evil.example", "action_add": "1"})
    assert not EmailAddress.objects.filter(email="eve@evil.example").exists()


def test_another_address_counts_once_it_is_confirmed(cast):
    give_password(cast.ada)
    client, _status = sign_in(cast.ada.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"email": "ada@new.example", "action_add": "1"})
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@orsel.example"
    letter = next(message for message in mail.outbox if message.to == ["ada@new.example"])
    link = next(word for word in letter.body.split() if "confirm-email" in word).split("testserver")[1]
    client.get(link)
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@orsel.example"
    client.post(link)
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@new.example"


def test_the_language_of_the_door_can_be_chosen(db):
    client = Client()
    answer = client.post("/settings/language/", {"language": "fr", "next": "/account/login/"})
    assert answer.headers["Location"] == "/account/login/"
    assert client.get("/account/login/")["Content-Language"] == "fr"


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_choosing_a_language_leads_nowhere_else(db, after):
    assert Client().post("/settings/language/", {"language": "fr", "next": after}).headers["Location"] == "/"
