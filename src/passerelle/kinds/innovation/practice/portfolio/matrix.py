"""Practices and sites, and how each stands at each: four statements, whatever their number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from passerelle.communities.models import Community
from passerelle.contributions.headings import heading
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Adoption, FocalPerson, Practice
from passerelle.kinds.innovation.practice.portfolio.asked import Asked
from passerelle.kinds.innovation.practice.portfolio.cells import NEVER, TRIED, USED, letter
from passerelle.kinds.innovation.practice.portfolio.effects import Brought, brought
from passerelle.kinds.innovation.practice.rules import may_run
from passerelle.lib.clock import now
from passerelle.people.models import Person, Site


@dataclass(frozen=True, slots=True)
class Column:
    """A site."""

    pk: int
    pid: str
    name: str
    country: str

    @property
    def label(self) -> str:
        """Its name, with its country where it has one."""
        return f"{self.name} · {self.country}" if self.country else self.name


@dataclass(slots=True)
class Line:
    """A practice, and how it stands at the sites by the place of their column; where it was never offered nothing stands."""

    pk: int
    pid: str
    name: str
    state: str
    grade: str
    created_at: datetime
    cells: dict[int, str] = field(default_factory=dict)
    brought: Brought | None = None

    @property
    def used(self) -> int:
        """At how many of these sites it is in use."""
        return list(self.cells.values()).count(USED)

    @property
    def asked(self) -> int:
        """How many of them it was offered to."""
        return len(self.cells) - list(self.cells.values()).count(TRIED)


@dataclass(frozen=True, slots=True)
class Matrix:
    """What a reader is shown of it."""

    lines: list[Line]
    columns: list[Column]


def names_overdue(actor: Actor, community: Community) -> bool:
    """Whether this reader is told whose answer is overdue: those who may ask for it, nobody else."""
    return bool(may_run(community, actor))


def practices_of(actor: Actor, community: Community) -> QuerySet[Contribution]:
    """The published practices that live in a community, as far as this reader sees them; each once, whatever it is translated into."""
    return Contribution.objects.visible_to(actor).filter(
        pk__in=Practice.objects.filter(translation_of=None).values("pk"), home=community, standing=Standing.PUBLISHED
    )


def sites_for(actor: Actor, community: Community) -> QuerySet[Site]:
    """People of the organisation know all sites, those of partners where partners take part; partners those they answer for here."""
    if actor.is_staff:
        return Site.objects.all() if community.open_to_partners else Site.objects.filter(organisation=None)
    mine = FocalPerson.objects.filter(community=community).filter(Q(person_id=actor.own_id) | Q(deputy_id=actor.own_id))
    return Site.objects.filter(pk__in=mine.values("site_id"))


def matrix(actor: Actor, community: Community, asked: Asked) -> Matrix:
    """Narrowed and in order, with what each practice brought."""
    found = placed(actor, community, asked)
    told = brought([line.pk for line in found.lines])
    for line in found.lines:
        line.brought = told[line.pk]
    _sort(found.lines, asked["order"])
    return found


def placed(actor: Actor, community: Community, asked: Asked) -> Matrix:
    """Narrowed: how each practice stands at each site. Sites stand by country and name, practices in no order."""
    columns = _columns(actor, community, asked)
    lines = _lines(actor, community, asked)
    _fill(lines, columns, letter(now(), names_overdue=names_overdue(actor, community)))
    found = Matrix(list(lines.values()), columns)
    return _where(found, asked["cell"]) if asked["cell"] else found


def _columns(actor: Actor, community: Community, asked: Asked) -> list[Column]:
    sites = sites_for(actor, community).order_by("country", "name", "pk")
    if asked["country"]:
        sites = sites.filter(country=asked["country"])
    if asked["type"]:
        sites = sites.filter(type=asked["type"])
    if asked["unit"]:
        works = Person.objects.present().filter(Q(unit__pid=asked["unit"]) | Q(unit__parent__pid=asked["unit"]))
        sites = sites.filter(pk__in=works.exclude(site=None).values("site_id"))
    return [Column(*row) for row in sites.values_list("pk", "pid", "name", "country")]


def _lines(actor: Actor, community: Community, asked: Asked) -> dict[int, Line]:
    heads = practices_of(actor, community)
    heads = heads.filter(state=asked["state"]) if asked["state"] else heads.exclude(state="retired")
    if asked["topic"]:
        heads = heads.filter(topics__pid=asked["topic"])
    if asked["grade"]:
        heads = heads.filter(facts__grade=asked["grade"])
    columns = ("pk", "pid", "title", "body__excerpt", "state", "facts__grade", "created_at")
    told = (
        Line(pk, pid, heading(title, beginning or ""), state, grade or "", created_at)
        for pk, pid, title, beginning, state, grade, created_at in heads.values_list(*columns)
    )
    words = asked.q.casefold()
    return {line.pk: line for line in told if words in line.name.casefold()}


def _fill(lines: dict[int, Line], columns: list[Column], code: object) -> None:
    """One row for each place a practice was offered to, read as it comes; then where it was tried, if nobody was asked there."""
    places = {column.pk: place for place, column in enumerate(columns)}
    known = Adoption.objects.filter(practice_id__in=list(lines), site__isnull=False).order_by()
    for practice, site, said in known.annotate(code=code).values_list("practice_id", "site_id", "code"):
        place = places.get(site)
        if place is not None:
            lines[practice].cells[place] = said
    tried = Practice.objects.filter(pk__in=list(lines), site__isnull=False).values_list("pk", "site_id")
    for practice, site in tried:
        if site in places:
            lines[practice].cells.setdefault(places[site], TRIED)


def _where(found: Matrix, code: str) -> Matrix:
    """Only practices and sites that meet like this somewhere."""
    width = len(found.columns)
    meets = {line.pk: _places(line, code, width) for line in found.lines}
    kept = sorted(set().union(*meets.values())) if meets else []
    moved = {place: number for number, place in enumerate(kept)}
    lines = [line for line in found.lines if meets[line.pk]]
    for line in lines:
        line.cells = {moved[place]: said for place, said in line.cells.items() if place in moved}
    return Matrix(lines, [found.columns[place] for place in kept])


def _places(line: Line, code: str, width: int) -> set[int]:
    if code == NEVER:
        return set(range(width)) - line.cells.keys()
    return {place for place, said in line.cells.items() if said == code}


def _sort(lines: list[Line], order: str) -> None:
    lines.sort(key=lambda line: line.name.casefold())
    if order in ("newest", "oldest"):
        lines.sort(key=lambda line: line.created_at, reverse=order == "newest")
    elif order == "effect":
        lines.sort(key=lambda line: line.brought.rank if line.brought else 0.0, reverse=True)
    elif not order:
        lines.sort(key=lambda line: line.used, reverse=True)


def by_country(found: Matrix) -> tuple[list[tuple[str, int]], dict[int, Counter[str]]]:
    """The countries with how many sites each has; for each practice in how many sites of a country it is used."""
    sites = Counter(column.country for column in found.columns)
    used = {
        line.pk: Counter(found.columns[place].country for place, code in line.cells.items() if code == USED)
        for line in found.lines
    }
    return list(sites.items()), used
