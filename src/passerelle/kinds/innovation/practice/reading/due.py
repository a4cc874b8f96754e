"""What waits for somebody: the answer of a site, a check, a word whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.contributions.due import Due
from passerelle.contributions.models import Deadline
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.actions import CHECK, REVIEW
from passerelle.kinds.innovation.practice.models import Adoption, Practice


def due(deadlines: Sequence[Deadline]) -> dict[int, Due]:
    """Each in words that say for which site, and the way to the form; two statements for all."""
    ids = {one.contribution_id for one in deadlines}
    offers = {(one.practice_id, one.purpose): one for one in _open(ids)}
    details = Practice.objects.in_bulk({one.contribution_id for one in deadlines if one.purpose == CHECK})
    found = {}
    for one in deadlines:
        page = one.contribution.get_absolute_url()
        if adoption := offers.get((one.contribution_id, one.purpose)):
            found[one.pk] = _answer(one, adoption)
        elif one.purpose == CHECK and one.contribution_id in details:
            found[one.pk] = Due(_check(details[one.contribution_id]), f"{page}#criteria")
        elif one.purpose == REVIEW:
            found[one.pk] = Due(_("Does it still hold?"), page)
    return found


def _open(practices: set[int]) -> list[Adoption]:
    known = Adoption.objects.filter(practice_id__in=practices, stage=Adoption.Stage.CONSIDERING).exclude(site=None)
    return list(known.select_related("site"))


def _answer(deadline: Deadline, adoption: Adoption) -> Due:
    site = adoption.site
    address = reverse("practice_answer", args=[deadline.contribution.pid])
    return Due(
        _("Does it fit %(site)s?") % {"site": site.name if site else ""}, f"{address}?site={site.pid if site else ''}"
    )


def _check(details: Practice) -> str:
    missing = sum(not met for _words, met in rules.criteria(details))
    if not missing:
        return _("Nothing is missing: is it proven?")
    said = ngettext(
        "%(num)s thing is missing before it can be proven.",
        "%(num)s things are missing before it can be proven.",
        missing,
    )
    return said % {"num": missing}
