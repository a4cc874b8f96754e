"""The three kinds of table, with the columns each has and a sample to start from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from passerelle.people.tables.people import COLUMNS, plan_people
from passerelle.people.tables.places import UNIT_COLUMNS, plan_units
from passerelle.people.tables.plan import Plan
from passerelle.people.tables.reading import Table, read_table
from passerelle.people.tables.sites import SITE_COLUMNS, plan_sites


@dataclass(frozen=True, slots=True)
class TableSort:
    """One kind of table."""

    slug: str
    columns: Mapping[str, Sequence[str]]
    required: tuple[str, ...]
    plan: Callable[[Table], Plan]
    sample: str

    def read(self, content: bytes) -> Table:
        """The rows of a file; raises Unreadable."""
        return read_table(content, columns=self.columns, required=self.required)


TABLES = {
    "units": TableSort(
        "units", UNIT_COLUMNS, ("code", "name"), plan_units, "code,name,parent\nFR,France,\nFR-RET,Retail France,FR\n"
    ),
    "sites": TableSort(
        "sites",
        SITE_COLUMNS,
        ("code", "name"),
        plan_sites,
        "code,name,type,partner,city,country,latitude,longitude,time_zone\n"
        "lyon-part-dieu,Lyon Part-Dieu,shop,,Lyon,FR,45.7606,4.8596,Europe/Paris\n",
    ),
    "people": TableSort(
        "people",
        COLUMNS,
        ("name",),
        plan_people,
        "email,staff_number,name,unit,site,manager,job_title,level,languages\n"
        "paul.aubry@example.com,10021,Paul Aubry,FR-RET,lyon-part-dieu,,Regional manager,3,fr;en\n"
        "lea.morel@example.com,10482,Léa Morel,FR-RET,lyon-part-dieu,paul.aubry@example.com,Store manager,2,fr;en\n",
    ),
}
