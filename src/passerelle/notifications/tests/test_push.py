"""Devices are told what their owner may still see, once, sealed for them alone, as long as they are signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.timezone import localtime
from pytest_django import Settings

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.lib.clock import now, zone
from passerelle.notifications.listeners import tell
from passerelle.notifications.models import Notice, Push, PushSubscription, Wishes
from passerelle.notifications.pushing import keys
from passerelle.notifications.pushing.sending import NotTold, push_notice
from passerelle.notifications.reading import unread_count
from passerelle.notifications.tests.push_service import Browser, PushService, push_service
from passerelle.people import actions as people
from passerelle.people.models import Person
from passerelle.people.sessions import end_sessions
from passerelle.work.models import Job
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db
Visit = Callable[[Person | None], Client]
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"


@pytest.fixture
def service(settings: Settings) -> Iterator[PushService]:
    with push_service() as service:
        allowed = {"outbound_hosts": service.host}
        settings.PASSERELLE = django_settings.PASSERELLE.model_copy(update=allowed)
        yield service


@pytest.fixture
def ada(cast: Cast, visit: Visit) -> Client:
    """Ada's phone."""
    return visit(cast.ada)


@pytest.fixture
def phone(service: PushService, ada: Client) -> Browser:
    browser = service.browser()
    assert browser.subscribe(ada, user_agent=CHROME) == 200
    return browser


def answered(cast: Cast, places: Places, text: str = "Salt") -> Notice:
    """Mia answers Ada, and everything that follows happens."""
    made = bring("Bread", places.closed, cast.ada)
    actions.reply(made, text=text, by=as_actor(cast.mia))
    run_all()
    return Notice.objects.get(person=cast.ada)


def test_a_device_is_told_without_a_private_word(
    cast: Cast, places: Places, service: PushService, phone: Browser
) -> None:
    notice = answered(cast, places, "Salt and secrets")
    assert service.messages(phone) == [
        {
            "title": "Something new in Orsel",
            "body": "1 thing is unread.",
            "tag": "unread",
            "url": f"/inbox/{notice.pk}/",
            "unread": unread_count(as_actor(cast.ada)),
        }
    ]
    [(_path, headers, body)] = service.taken
    assert b"Salt" not in body
    assert headers["Content-Encoding"] == "aes128gcm"


def test_the_sentence_appears_where_its_owner_chose_it_in_their_language(
    cast: Cast, places: Places, service: PushService, phone: Browser, ada: Client
) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(language="fr")
    ada.post(f"/settings/devices/{PushSubscription.objects.get().pk}/words/", {"shown": "yes"})
    notice = answered(cast, places)
    [message] = service.messages(phone)
    assert (message["title"], message["tag"]) == ("Orsel", f"notice-{notice.pk}")
    assert message["body"] == "Mia Orsel vous répond : « Bread »"


def test_each_notice_goes_once_to_each_device(
    cast: Cast, places: Places, service: PushService, phone: Browser, visit: Visit
) -> None:
    other = service.browser("/two")
    other.subscribe(visit(cast.ada))
    notice = answered(cast, places)
    assert push_notice(notice) == 0
    assert [len(service.messages(each)) for each in (phone, other)] == [1, 1]


def test_a_crash_between_sending_and_marking_costs_one_duplicate_at_most(
    cast: Cast, places: Places, service: PushService, phone: Browser
) -> None:
    notice = answered(cast, places)
    for _crash in range(3):
        Push.objects.update(sent_at=None)  # as if the worker had died before it wrote that down
        push_notice(notice)
    assert len(service.messages(phone)) == 2


def test_a_service_that_says_later_is_asked_again_and_the_others_are_not_told_twice(
    cast: Cast, places: Places, service: PushService, phone: Browser, visit: Visit
) -> None:
    late = service.browser("/late")
    late.subscribe(visit(cast.ada))
    service.answers["/late"] = 503
    notice = answered(cast, places)
    assert Job.objects.get(task="notifications.push_notice").attempts == 1
    for _again in range(3):
        with pytest.raises(NotTold):
            push_notice(notice)
    service.answers.clear()
    assert push_notice(notice) == 1
    assert [len(service.messages(each)) for each in (phone, late)] == [1, 5]


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(
    cast: Cast, places: Places, service: PushService, phone: Browser, status: int
) -> None:
    service.answers["/one"] = status
    answered(cast, places)
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("why", ["read", "lost", "withdrawn", "suspended"])
def test_what_was_read_or_may_no_longer_be_seen_is_not_sent(
    cast: Cast, places: Places, service: PushService, phone: Browser, why: str
) -> None:
    made = bring("Bread", places.closed, cast.ada)
    reply = actions.reply(made, text="Salt", by=as_actor(cast.mia))
    for job in Job.objects.filter(task="notifications.tell"):
        tell(**job.arguments)
    number = Notice.objects.get(person=cast.ada).pk
    if why == "read":
        Notice.objects.update(read_at="2026-01-01T00:00Z")
    elif why == "lost":
        communities.remove_member(places.closed, cast.ada, by=as_actor(cast.sam))
    elif why == "withdrawn":
        actions.withdraw(reply, by=as_actor(cast.mia))
    else:
        people.deactivate(cast.ada, by=as_actor(cast.root))
    run_all()
    assert f"/inbox/{number}/" not in [message["url"] for message in service.messages(phone)]


@pytest.mark.parametrize("how", ["signed out", "signed out elsewhere", "run out"])
def test_a_device_is_told_nothing_once_its_session_is_over(
    cast: Cast, places: Places, service: PushService, phone: Browser, ada: Client, how: str
) -> None:
    if how == "signed out":
        ada.post("/account/logout/")
        assert not PushSubscription.objects.exists()
    elif how == "signed out elsewhere":
        end_sessions(cast.ada)
        Session.objects.all().delete()
        assert not PushSubscription.objects.exists()
    else:
        Session.objects.update(expire_date="2026-01-01T00:00Z")
    answered(cast, places)
    assert service.taken == []


def test_who_signs_in_on_the_same_browser_takes_its_place(
    cast: Cast, places: Places, service: PushService, phone: Browser, visit: Visit
) -> None:
    PushSubscription.objects.update(shows_words=True)
    phone.subscribe(visit(cast.otto))
    device = PushSubscription.objects.get()
    assert (device.person, device.shows_words) == (cast.otto, False)
    answered(cast, places)
    assert service.taken == []


def test_what_one_only_follows_is_not_pushed(cast: Cast, places: Places, service: PushService, phone: Browser) -> None:
    actions.follow(places.closed, "watch", by=as_actor(cast.ada))
    bring("Cake", places.closed, cast.mia)
    run_all()
    assert Notice.objects.filter(person=cast.ada, reason="followed").count() == 1
    assert service.taken == []


def test_a_device_waits_for_the_end_of_the_quiet_hours(
    cast: Cast, places: Places, service: PushService, phone: Browser
) -> None:
    hour = localtime(now(), zone(cast.ada.time_zone)).hour
    Wishes.objects.create(person=cast.ada, quiet_from=hour, quiet_until=(hour + 2) % 24)
    answered(cast, places)
    assert service.taken == []
    [job] = Job.objects.filter(task="notifications.push_notice")
    assert job.run_at > now()
    Job.objects.update(run_at=now())  # too early: it waits once more
    run_all()
    assert service.taken == []
    Wishes.objects.all().delete()
    Job.objects.update(run_at=now())
    run_all()
    assert len(service.messages(phone)) == 1


def test_a_device_others_use_is_never_told(cast: Cast, service: PushService, ada: Client) -> None:
    session = ada.session
    session["shared_until"] = 9e9
    session.save()
    assert service.browser().subscribe(ada) == 422
    assert "This device is shared, so it is told nothing." in ada.get("/settings/devices/").text


def test_somebody_has_so_many_devices(cast: Cast, service: PushService, visit: Visit) -> None:
    client = visit(cast.ada)
    for number in range(11):
        client = visit(cast.ada)
        service.browser(f"/{number}").subscribe(client)
    kept = PushSubscription.objects.order_by("pk").values_list("endpoint", flat=True)
    assert [endpoint.rpartition("/")[2] for endpoint in kept] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://127.0.0.1/x",
        "https://push.example:22/x",
        "https://u@push.example/",
        "ftp://x/",
        "https://①.example/",
        "",
    ],
)
def test_an_endpoint_that_is_not_called_is_refused(
    cast: Cast, service: PushService, ada: Client, endpoint: str
) -> None:
    browser = service.browser()
    browser.endpoint = endpoint
    assert browser.subscribe(ada) == 422
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("p256dh", ["", "abc", "A" * 87, "B" + "A" * 86, "é" * 87])
def test_keys_that_are_none_are_refused(cast: Cast, service: PushService, ada: Client, p256dh: str) -> None:
    wrong = {**service.browser().subscription, "p256dh": p256dh}
    assert ada.post("/settings/devices/here/", wrong).status_code == 422


def test_an_endpoint_whose_name_leads_inward_is_forgotten_unasked(
    cast: Cast, places: Places, service: PushService, phone: Browser
) -> None:
    """The name was public when the browser gave it, and is not when it is called."""
    PushSubscription.objects.update(endpoint="https://localhost/x")
    answered(cast, places)
    assert not PushSubscription.objects.exists()
    assert service.taken == []


def test_devices_are_their_owners_business(cast: Cast, service: PushService, phone: Browser, visit: Visit) -> None:
    number = PushSubscription.objects.get().pk
    otto = visit(cast.otto)
    for verb in ("forget", "words", "test"):
        assert otto.post(f"/settings/devices/{number}/{verb}/").status_code == 404
    assert "Chrome" not in otto.get("/settings/devices/").text


def test_the_list_names_the_browser_and_the_test_button_reaches_it(
    cast: Cast, service: PushService, phone: Browser, ada: Client
) -> None:
    page = ada.get("/settings/devices/").text
    assert "Chrome · Android" in page
    number = PushSubscription.objects.get().pk
    ada.post(f"/settings/devices/{number}/test/")
    run_all()
    assert [message["tag"] for message in service.messages(phone)] == ["trial"]
    ada.post(f"/settings/devices/{number}/forget/")
    assert "Chrome · Android" not in ada.get("/settings/devices/").text


def test_without_its_packages_nothing_is_pushed_and_the_page_says_so(
    cast: Cast, places: Places, ada: Client, phone: Browser, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "find_spec", lambda name: None)
    assert "This installation cannot tell devices" in ada.get("/settings/devices/").text
    answered(cast, places)
    assert service.taken == []
