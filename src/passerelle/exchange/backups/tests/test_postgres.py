"""A dump may hold tables and their data; whatever would run something is strange."""

from __future__ import annotations

import pytest

from passerelle.exchange.backups.postgres import strange_entries

OURS = """;
; Archive created at 2026-01-01 08:00:00 UTC
;     dbname: passerelle
;
215; 1259 16385 TABLE public people_person passerelle
216; 1259 16390 SEQUENCE public people_person_id_seq passerelle
3412; 0 16385 TABLE DATA public people_person passerelle
3500; 0 0 SEQUENCE SET public people_person_id_seq passerelle
3300; 2606 16400 CONSTRAINT public people_person people_person_pkey passerelle
3301; 1259 16410 INDEX public people_person_name passerelle
3302; 2606 16420 FK CONSTRAINT public people_person people_person_unit_fk passerelle
"""


def test_a_dump_of_ours_is_not_strange():
    assert list(strange_entries(OURS)) == []


@pytest.mark.parametrize(
    "line",
    [
        "217; 1255 16500 FUNCTION public evil() passerelle",
        "218; 2620 16501 TRIGGER public people_person evil passerelle",
        "219; 3466 16502 EVENT TRIGGER - evil passerelle",
        "220; 2618 16503 RULE public people_person evil passerelle",
        "221; 1259 16504 VIEW public evil passerelle",
        "222; 1259 16505 MATERIALIZED VIEW public evil passerelle",
        "223; 3079 16506 EXTENSION - plpython3u ",
        "224; 1255 16507 PROCEDURE public evil() passerelle",
        "\\! rm -rf /",
    ],
)
def test_what_would_run_something_is_strange(line):
    assert list(strange_entries(OURS + line)) == [line]
