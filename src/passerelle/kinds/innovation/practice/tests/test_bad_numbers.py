"""Whatever somebody types or copies: a sentence, or "cannot be told yet"; never a number that pretends."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from cast.people import as_actor
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.actions import confirm, measure_at
from passerelle.kinds.innovation.practice.models import Measurement
from passerelle.kinds.innovation.practice.portfolio.effects import brought
from passerelle.kinds.innovation.practice.reading import effects
from passerelle.kinds.innovation.practice.tests.asking import today
from passerelle.kinds.innovation.practice.tests.measured import OTHER_POST, OTHER_PRE, POST, PRE, SINCE, TOLD
from passerelle.science.unsure import Because
from passerelle.ui.times import dateformat

CANNOT, NOWHERE = "Cannot be told.", "What it brings elsewhere cannot be told yet."


def typed(numbers):
    return " ".join(map(str, numbers))


SENT = {
    "metric": "Returns",
    "unit": "%",
    "more_is_better": "no",
    "pre": typed(PRE),
    "post": typed(POST),
    "control_pre": typed(OTHER_PRE),
    "control_post": typed(OTHER_POST),
    "starts_on": "2026-01-01",
    "ends_on": "2026-06-01",
    "method": "Counted at the till",
}


@pytest.fixture
def send(cast, practice, using, visit):
    """Mia's form for the first site, with something else in it; what she reads then."""

    def sent(**other):
        address = f"{reverse('practice_measure', args=[practice.pid])}?site={using[0].site.pid}"
        return visit(cast.mia).post(address, {**SENT, **other}, follow=True)

    return sent


def refused(answer, said, kept):
    """The sentence stands there, what was typed as well, and nothing was written down."""
    assert (answer.status_code, said in answer.text, kept in answer.text) == (422, True, True)
    assert not Measurement.objects.exists()


def unsure(answer, said):
    """The measurement is kept; the page says why nothing follows from it, and shows no change in percent."""
    text = answer.text[answer.text.index('id="effects"') :]
    text = text[: text.index("</section>")]
    assert (answer.status_code, said in text, CANNOT in text, NOWHERE in text) == (200, True, True, True)
    assert not re.search(r"[+−]\d+\s%", text)
    assert "<svg" not in text
    assert effects_of().mean is None
    assert Measurement.objects.count() == 1


def effects_of():
    measured = Measurement.objects.select_related("practice__contribution").first()
    return effects(as_actor("system"), measured.practice.contribution)


def test_reversed_dates(send):
    refused(send(ends_on="2025-01-01"), "This day lies before the one on which it begins.", SENT["pre"])


def test_a_period_that_is_not_over(send):
    day = (today() + timedelta(days=2)).isoformat()
    refused(send(ends_on=day), "This day is still to come: what was measured is over.", SENT["pre"])


def test_nothing_to_begin_with(send):
    unsure(send(pre=typed([0] * 8)), "the numbers must lie above zero")


def test_negative_numbers(send):
    unsure(send(post=typed([-17, *POST[1:]])), "the numbers must lie above zero")


def test_a_hundredfold(send):
    unsure(send(post=typed([5000 + number for number in POST])), "A hundredfold change is another unit")


def test_a_slip_of_the_pen_is_told_as_no_number(cast, practice, send):
    for other in ({}, {"control_pre": "", "control_post": ""}):
        Measurement.objects.all().delete()
        answer = send(post=typed([10**12] * 8), **other)
        section = answer.text[answer.text.index('id="effects"') :]
        assert (answer.status_code, "1,000,000" in section) == (200, False)
    [row] = effects(as_actor(cast.ada), practice).rows
    assert (row.before, row.after) == ("", "")


def test_more_than_anybody_counts(send):
    refused(send(post="1e300 2 3"), "“1e300” is larger than anybody could count.", "1e300 2 3")


def test_what_is_no_number(send):
    for word in ("nan", "NaN", "inf", "∞", "many", "n/a", "#REF!", "12%", "1.2.3"):
        said = "larger than anybody could count" if word.casefold() in ("nan", "inf") else f"“{word}” is no number."
        refused(send(post=f"17 {word} 18"), said, f"17 {word} 18")


def test_decimal_commas_and_numbers_grouped_as_sheets_do(send):
    assert send(pre="20,5 22 19,25\n21;23;20\t22 21", post="1\N{NARROW NO-BREAK SPACE}017,5 16").status_code == 200
    made = Measurement.objects.get()
    assert (made.pre, made.post) == ([20.5, 22, 19.25, 21, 23, 20, 22, 21], [1017.5, 16])


def test_what_can_be_read_in_two_ways(send):
    for word, ways in (("1,234", "write 1234, or 1,2340"), ("12.500", "write 12500, or 12.5000")):
        refused(send(post=f"998 {word}"), f"“{word}” can be read in two ways: {ways}.", f"998 {word}")


def test_a_hundred_thousand_periods(send):
    refused(send(post="17 " * 100_000), "At most 400 numbers.", "17 17 17")


def test_no_place_to_compare_with(send):
    unsure(send(control_pre="", control_post=""), "nobody knows what would have happened anyway")


def test_half_a_place_to_compare_with(send):
    refused(send(control_post=""), "the other place needs both: before and after", SENT["pre"])


def test_too_few_periods(send):
    unsure(send(pre="20 22"), "It takes at least eight numbers before and eight after")


def test_numbers_that_never_vary(send):
    same = {name: typed([5] * 8) for name in ("pre", "post", "control_pre", "control_post")}
    unsure(send(**same), "Numbers that never vary were not counted week by week.")


def test_a_worth_that_is_none(send):
    for worth, said in (
        ("-5", "greater than or equal to 0"),
        ("nan", "Enter a number."),
        ("1e20", "at most twelve digits"),
        ("1e30", "nobody counts further"),
    ):
        refused(send(worth=worth, worth_unit="€"), said, SENT["pre"])


def test_one_site_alone(cast, practice, send):
    text = send().text
    assert (NOWHERE in text, "Too few sites have measured it." in text, "At your site expect" in text) == (
        True,
        True,
        False,
    )


def at(cast, practice, adoption, **other):
    return measure_at(practice, adoption, by=as_actor(cast.mia), **{**TOLD, **other})


def test_units_that_differ_are_never_taken_together(cast, practice, using, visit):
    at(cast, practice, using[0])
    at(cast, practice, using[1], unit="pieces")
    found = effects(as_actor(cast.ada), practice)
    assert (found.pooled, found.good, found.mean) == (Because.MIXED_MEASURES, Because.MIXED_MEASURES, None)
    text = visit(cast.ada).get(practice.get_absolute_url()).text
    assert ("The sites measured different things." in text, "It probably helped" in text) == (True, False)


def test_one_site_that_measured_something_else_hides_nothing(cast, practice, using, visit):
    for adoption, other in zip(using, ({}, {"unit": "Percent"}, {"metric": "Zlurgs", "unit": "pieces"}), strict=True):
        at(cast, practice, adoption, **other)
    found = effects(as_actor(cast.ada), practice)
    assert (found.pooled.sites, found.metric, found.left_out) == (2, "Returns", 0)
    assert found.others == [(using[2].site.name, False, "Zlurgs", "pieces", False)]
    text = visit(cast.ada).get(practice.get_absolute_url()).text
    assert "Measured something else, and not counted in:" in text
    form = visit(cast.mia).get(f"{reverse('practice_measure', args=[practice.pid])}?site={using[0].site.pid}").text
    assert '<datalist id="known-metric"><option value="Returns"></option><option value="Zlurgs"></option>' in form
    assert '<datalist id="known-unit"><option value="%"></option><option value="pieces"></option>' in form


def test_a_site_that_measured_twice_counts_once(cast, practice, using):
    """Of two numbers of one site the later one counts, and its worth is added up once; what others did not measure is left out."""
    for times, unit in ((0.5, "EUR"), (1.0, "€")):
        made = at(
            cast,
            practice,
            using[0],
            post=[times * one for one in POST],
            worth=Decimal(300),
            worth_unit=unit,
        )
        confirm(made, by=as_actor(cast.otto))
    at(cast, practice, using[0], metric="Minutes at the till")
    at(cast, practice, using[1])
    found = effects(as_actor(cast.ada), practice)
    assert (found.pooled.sites, found.good.of, found.mean) == (2, 2, -18)
    assert (len(found.others), found.left_out) == (1, 1)
    assert (found.worth, found.unmeasured) == ([("€", "300", 1)], 1)
    assert [row.is_over for row in found.rows] == [False, False, False, True]


def test_an_origin_that_measured_something_else_retains_nothing(cast, practice, using):
    measure_at(practice, None, by=as_actor(cast.ada), **{**TOLD, "metric": "Minutes", "post": [9, 10] * 4})
    for adoption in using[:2]:
        at(cast, practice, adoption)
    assert effects(as_actor(cast.ada), practice).kept is None


def test_two_sites_far_apart_tell_nothing(cast, practice, using, visit):
    at(cast, practice, using[0], post=[one * 8 for one in POST])
    at(cast, practice, using[1], post=[one / 8 for one in POST])
    assert effects(as_actor(cast.ada), practice).pooled == Because.TOO_WIDE
    assert NOWHERE in visit(cast.ada).get(practice.get_absolute_url()).text


def test_whichever_door_it_comes_through(cast, practice, using, no_trace):
    for told in (
        {"post": [float("nan")] * 8},
        {"post": []},
        {"worth": Decimal(-1), "worth_unit": "€"},
        {"worth": Decimal("NaN"), "worth_unit": "€"},
        {"worth": Decimal(5), "worth_unit": " "},
        {"starts_on": date(2026, 7, 1)},
    ):
        with no_trace(), pytest.raises(Refused):
            at(cast, practice, using[0], **told)


def test_numbers_from_before_a_site_began_are_none_from_after(cast, practice, using, send, no_trace):
    early = f"It is in use here since {dateformat(SINCE)}: what was measured after ends later than that."
    refused(send(starts_on="2020-01-01", ends_on="2020-06-30"), early, SENT["pre"])
    short = "There are fewer days after than numbers: 8 numbers need as many days at least."
    for begins, ends in (("2026-05-01", "2026-05-01"), ("2025-01-01", "2026-02-07")):
        refused(send(starts_on=begins, ends_on=ends), short, SENT["post"])
    day = date(2026, 5, 1)
    for days in ({"starts_on": date(2020, 1, 1), "ends_on": date(2020, 6, 30)}, {"starts_on": day, "ends_on": day}):
        with no_trace(), pytest.raises(Refused, match=r"what was measured after|fewer days after"):
            at(cast, practice, using[0], **days)
    with no_trace(), pytest.raises(Refused, match="fewer days after"):
        measure_at(practice, None, by=as_actor(cast.ada), **{**TOLD, "starts_on": day, "ends_on": day})
    assert send(starts_on="2026-05-01", ends_on="2026-05-08").status_code == 200
    measure_at(practice, None, by=as_actor(cast.ada), **{**TOLD, "starts_on": day, "ends_on": date(2026, 5, 8)})


def test_the_latest_period_counts_and_not_what_was_written_down_last(cast, practice, using):
    late, early = ({"ends_on": date(2026, month, 1)} for month in (6, 4))
    at(cast, practice, using[1])
    worth = {"worth": Decimal(300), "worth_unit": "€"}
    confirm(at(cast, practice, using[0], **late, **worth), by=as_actor(cast.otto))
    at(cast, practice, using[0], **early, post=[2 * one for one in POST], worth=Decimal(9), worth_unit="€")
    found = effects(as_actor(cast.ada), practice)
    assert (found.mean, found.left_out, found.worth) == (-18, 1, [("€", "300", 1)])
    assert (
        brought([practice.pk])[practice.pk].change
        == "−18\N{NO-BREAK SPACE}% (−42\N{NO-BREAK SPACE}% … +16\N{NO-BREAK SPACE}%)"
    )
    at(cast, practice, using[0], **late, post=[2 * one for one in POST])
    assert effects(as_actor(cast.ada), practice).mean > 0
