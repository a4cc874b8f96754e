"""Tables as people save them: separators, encodings, and every way a row can be wrong."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast.people import NAMES, as_actor
from passerelle.journal.decision import Refused
from passerelle.people.actions.table import apply_people, apply_places
from passerelle.people.models import Person, Site, Unit
from passerelle.people.tables import Unreadable
from passerelle.people.tables.samples import TABLES
from passerelle.people.tests.doors import give_password

PAGE = "/administration/people/import/"


def plan(sort: str, text: str | bytes):
    content = text if isinstance(text, bytes) else text.encode()
    return TABLES[sort].plan(TABLES[sort].read(content))


def told(sort: str, text: str | bytes) -> list[tuple[int, str]]:
    return [(problem.line, problem.text) for problem in plan(sort, text).problems]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_tables_are_read_however_they_were_saved(cast, separator, encoding):
    text = (
        separator.join(["Courriel", "Nom", "Unité"])
        + "\r\n"
        + separator.join(["z@new.example", "Zoé Éclair", "Kitchens"])
    )
    table = TABLES["people"].read(text.encode(encoding))
    assert bool(table.notes) == (encoding == "cp1252")
    step = TABLES["people"].plan(table).steps[0]
    assert (step.change, step.row.name, step.row.unit.slug) == ("create", "Zoé Éclair", "kitchens")


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\x02",
        b"",
        b"unit\nkitchens\n",
        b"name,name\nA,B\n",
        b'name,email\n"A,a@x.example\n' + b"x" * 200_000,
        b"x" * 200_000,
    ],
)
def test_what_is_no_table_says_so(cast, content):
    with pytest.raises(Unreadable):
        TABLES["people"].read(content)


def test_lines_may_end_as_old_macs_end_them(cast):
    assert [step.label for step in plan("people", b"name,email\rZoe,z@new.example\r").steps] == ["Zoe"]


def test_a_name_nobody_can_see_is_none(cast):
    assert told("units", "code,name\nx,\u200b\n") == [(2, "A name of at most 120 letters is needed.")]


def test_dirty_rows_are_named_by_their_line(cast):
    dirty = (
        "email,staff_number,name,unit,site,manager,job_title,level,languages\n"
        'ok@new.example,1,"Olga\n the Great",kitchens,lille,,Cook,2,fr;en\n'  # two lines
        "\n"
        "bad,,Bad,,,,,,\n"
        ",,Nobody,,,,,,\n"
        "x@new.example,2,,,,,,,\n"
        "y@new.example,3,Why,nowhere,,,,,\n"
        "z@new.example,4,Zed,,nosite,,,,\n"
        "ok@new.example,5,Twice,,,,,,\n"
        "m@new.example,6,Em,,,ghost@new.example,,,\n"
        "n@new.example,7,En,,,,,many,\n"
        "l@new.example,8,El,,,,,,français!\n"
        "self@new.example,9,Self,,,self@new.example,,,\n"
        "iris@orsel.example,,Iris,,,,,,\n"
        "gwen@orsel.example,,Gwen,,,,,,\n"
        "r@new.example,10,Ragged,,,,,,,,extra\n"
    )
    assert [line for line, _text in told("people", dirty)] == [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]
    assert dict(told("people", dirty))[8] == "The unit “nowhere” is unknown."
    assert dict(told("people", dirty))[10] == "“ok@new.example” stands in line 2 already."


def test_an_address_and_a_number_of_two_people_do_not_make_one(cast):
    Person.objects.filter(pk=cast.mia.pk).update(staff_number="7")
    assert [line for line, _text in told("people", "email,staff_number,name\nada@orsel.example,7,Ada\n")] == [2]


def test_people_come_in_and_a_second_time_nothing_changes(cast):
    text = (
        "email;staff_number;name;unit;manager\n"
        "lea@new.example;1;Léa Morel;kitchens;paul@new.example\n"
        "paul@new.example;2;Paul Aubry;garden;ada@orsel.example\n"
        "ada@orsel.example;;Ada Orsel;garden;\n"
    )
    first = plan("people", text)
    assert (first.counts["create"], first.counts["change"]) == (2, 1)
    apply_people(first, by=as_actor(cast.root))
    lea = Person.objects.get(email="lea@new.example")
    assert (lea.manager.name, lea.manager.manager, lea.sort_name) == ("Paul Aubry", cast.ada, "morel lea")
    assert not lea.has_usable_password()
    assert plan("people", text).counts == {"same": 3}


def test_columns_that_are_absent_change_nothing_and_empty_cells_empty(cast):
    apply_people(plan("people", "email,name\nada@orsel.example,Ada Orsel\n"), by=as_actor(cast.root))
    cast.ada.refresh_from_db()
    assert cast.ada.unit is not None
    apply_people(plan("people", "email,name,unit\nada@orsel.example,Ada Orsel,\n"), by=as_actor(cast.root))
    cast.ada.refresh_from_db()
    assert cast.ada.unit is None


def test_another_address_ends_sessions(cast, visit):
    Person.objects.filter(pk=cast.ada.pk).update(staff_number="7")
    give_password(Person.objects.get(pk=cast.ada.pk))
    apply_people(plan("people", "email,staff_number,name\nada@new.example,7,Ada\n"), by=as_actor(cast.root))
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@new.example"
    assert not cast.ada.emailaddress_set.exists()


def test_units_hang_together_in_any_order(cast):
    apply_places(
        plan("units", "code,name,parent\nb,Bread,a\na,Anything,\nkitchens,Kitchens,b\n"), by=as_actor(cast.root)
    )
    assert Unit.objects.get(slug="kitchens").parent.parent.slug == "a"
    assert [line for line, _ in told("units", "code,name,parent\na,A,kitchens\n")] == [2]
    assert [line for line, _ in told("units", "code,name,parent\nx,X,y\ny,Y,x\n")] == [2, 3]
    assert [line for line, _ in told("units", "code,name,parent\nx,X,nowhere\nx,X2,\n,Z,\n")] == [3, 4, 2]


def test_sites_have_a_country_and_a_time_zone(cast):
    text = (
        "code,name,city,country,time_zone\nmil,Milano,Milano,it,Europe/Rome\nbad,Bad,,Italy,\nzone,Zone,,,Mars/Base\n"
    )
    assert [line for line, _text in told("sites", text)] == [3, 4]
    apply_places(plan("sites", text.split("bad,")[0]), by=as_actor(cast.root))
    assert Site.objects.get(slug="mil").country == "IT"


def test_sites_have_a_type_a_partner_and_a_point_on_the_map(cast):
    text = (
        "code;name;type;partner;latitude;longitude\n"
        "a;A;Shop;;45,5;-9.25\nb;B;shop ;partner;;\nc;C;plant;Orsel;;\nd;D;;;91;0\ne;E;;;1;\nf;F;;;nan;1\n"
    )
    assert told("sites", text) == [
        (4, "The partner “Orsel” is unknown."),
        (5, "“91” is no number of degrees between −90 and 90."),
        (6, "Latitude and longitude belong together."),
        (7, "“nan” is no number of degrees between −90 and 90."),
    ]
    apply_places(plan("sites", text.split("c;C")[0]), by=as_actor(cast.root))
    columns = ("type", "organisation__slug", "latitude", "longitude")
    assert list(Site.objects.filter(slug__in="ab").order_by("slug").values_list(*columns)) == [
        ("Shop", None, 45.5, -9.25),
        ("Shop", "partner", None, None),
    ]
    assert plan("sites", text.split("c;C")[0]).counts == {"same": 2}


@pytest.mark.parametrize("name", NAMES)
def test_only_administrators_read_tables_in(cast, visit, name):
    sound = plan("people", "email,name\nnew@new.example,New\n")
    if name != "root":
        with pytest.raises(Refused):
            apply_people(sound, by=as_actor(getattr(cast, name)))
        assert visit(getattr(cast, name)).get(PAGE).status_code != 200


def test_the_preview_writes_nothing_and_the_word_does(cast, visit):
    client, text = visit(cast.root), "email;name\nnew@new.example;Né\n"
    file = SimpleUploadedFile("people.csv", text.encode("cp1252"))
    page = client.post(PAGE, {"sort": "people", "table": file}).content.decode()
    assert "Latin-1" in page
    assert not Person.objects.filter(email="new@new.example").exists()
    client.post(PAGE, {"sort": "people", "text": text, "apply": "1"})
    assert Person.objects.get(email="new@new.example").name == "Né"


def test_a_table_with_one_bad_row_changes_nothing(cast, visit):
    text = "email,name\nnew@new.example,New\nbad,Bad\n"
    visit(cast.root).post(PAGE, {"sort": "people", "text": text, "apply": "1"})
    assert not Person.objects.filter(email="new@new.example").exists()


@pytest.mark.parametrize("sort", TABLES)
def test_the_samples_can_be_read_in(cast, visit, sort):
    sample = visit(cast.root).get(f"{PAGE}{sort}.csv").content
    if sort == "people":
        Unit.objects.create(slug="fr-ret", name="Retail France")
        Site.objects.create(slug="lyon-part-dieu", name="Lyon Part-Dieu")
    assert told(sort, sample) == []


def test_five_thousand_rows_are_read_in(cast, django_assert_max_num_queries):
    rows = "".join(
        f"p{number}@big.example,{number},Person {number},kitchens,p0@big.example\n" for number in range(1, 5_000)
    )
    text = "email,staff_number,name,unit,manager\np0@big.example,0,Person 0,kitchens,\n" + rows
    with django_assert_max_num_queries(5):
        big = plan("people", text)
    with django_assert_max_num_queries(500):
        apply_people(big, by=as_actor(cast.root))
    assert Person.objects.filter(manager__email="p0@big.example").count() == 4_999
