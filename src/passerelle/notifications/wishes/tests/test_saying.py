"""What holds for somebody, in sentences they can check."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from cast.people import Cast
from passerelle.notifications.families import Family
from passerelle.notifications.models import Wishes
from passerelle.notifications.wishes.choices import choices_of
from passerelle.notifications.wishes.saying import say, say_round, why_summary
from passerelle.people.models import Person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


def said(person: Person, *, device: bool = False) -> list[str]:
    return say(choices_of([person.pk])[person.pk], TODAY, has_device=device)


class TestSaying:
    """What holds, in sentences."""

    def test_until_somebody_chooses(self, cast: Cast) -> None:
        assert said(cast.ada, device=True) == [
            "You get a summary each day at 8 a.m. for what you follow.",
            "You get a mail at once for everything else.",
            "Your devices tell you at once of everything except what you follow.",
        ]

    def test_devices_that_are_told_little_or_all(self, cast: Cast) -> None:
        few = {**dict.fromkeys(Family, False), "mention": True, "reply": True}
        Wishes.objects.create(person=cast.ada, pushes=few)
        assert said(cast.ada, device=True)[2:] == ["Your devices tell you at once of mentions and replies to you."]
        Wishes.objects.update(pushes={"followed": True})
        assert said(cast.ada, device=True)[2:] == ["Your devices tell you at once of everything."]
        Wishes.objects.update(pushes=dict.fromkeys(Family, False))
        assert said(cast.ada, device=True)[2:] == []

    def test_all_that_can_be_chosen(self, cast: Cast) -> None:
        Wishes.objects.create(
            person=cast.ada,
            ways={
                **dict.fromkeys(Family, "digest"),
                "mention": "now",
                "answer": "now",
                "message": "nothing",
                "yours": "inbox",
            },
            rhythm="weekly",
            quiet_from=19,
            quiet_until=7,
            working_days="12345",
            leave_from=TODAY,
            leave_until=date(2026, 12, 3),
            paused_until=date(2026, 7, 2),
        )
        Person.objects.filter(pk=cast.ada.pk).update(leave_from=date(2026, 7, 10))
        assert said(cast.ada) == [
            "You get a mail at once for mentions and answers to what you brought.",
            "You find what became of what you gave in your inbox only.",
            "You hear nothing of messages to all members.",
            "You get a summary each Monday at 8 a.m. for everything else.",
            "Between 7 p.m. and 7 a.m. nothing is sent.",
            "Nothing is sent on Saturday or Sunday.",
            "Nothing is sent from July 10, 2026 on.",
            "Nothing is sent until you are back on Dec. 4, 2026; then you get one summary.",
            "Nothing is sent until you are back on July 2, 2026; then you get one summary.",
        ]

    def test_in_french(self, cast: Cast) -> None:
        Wishes.objects.create(person=cast.ada, ways={"mention": "inbox"}, rhythm="monthly", working_days="1")
        with override("fr"):
            assert said(cast.ada)[:3] == [
                "Un résumé, le premier de chaque mois à 08:00, réunit ce que vous suivez.",
                "Vous trouvez les mentions dans votre boîte de réception seulement.",
                "Un e-mail vous prévient aussitôt pour tout le reste.",
            ]

    @pytest.mark.parametrize(
        ("chosen", "when"),
        [
            ({"hour": 6}, "each day at 7 a.m."),
            ({"hour": 20, "working_days": "345"}, "each day at 7 a.m."),
            ({"rhythm": "weekly", "weekday": 6}, "each Monday at 7 a.m."),
            ({"rhythm": "weekly", "weekday": 5, "hour": 20}, "each Monday at 7 a.m."),
            ({"rhythm": "weekly", "weekday": 2, "hour": 10}, "each Tuesday at 10 a.m."),
            ({"rhythm": "monthly", "hour": 23}, "on the first of each month at 7 a.m."),
            ({"rhythm": "weekly", "weekday": 7, "quiet_from": None}, "each Monday at midnight"),
        ],
    )
    def test_a_summary_in_a_quiet_time_comes_when_that_ends(
        self, cast: Cast, chosen: dict[str, object], when: str
    ) -> None:
        quiet = {"quiet_from": 19, "quiet_until": 7, "working_days": "12345"}
        Wishes.objects.create(person=cast.ada, **(quiet | chosen))
        assert say_round(choices_of([cast.ada.pk])[cast.ada.pk]) == when

    @pytest.mark.parametrize(
        ("rhythm", "why"),
        [
            ("daily", "You get this each day at 8 a.m., when something waits for you."),
            ("weekly", "You get this each Monday at 8 a.m., when something waits for you."),
            ("monthly", "You get this on the first of each month at 8 a.m., when something waits for you."),
            ("never", "You get this because it could not be mailed to you at once."),
        ],
    )
    def test_the_mail_says_the_rhythm_of_its_reader(self, cast: Cast, rhythm: str, why: str) -> None:
        Wishes.objects.create(person=cast.ada, rhythm=rhythm)
        assert why_summary(choices_of([cast.ada.pk])[cast.ada.pk]) == why
