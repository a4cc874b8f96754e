"""Tables of people as they arrive: too many rows, twice the same address, formulas, another encoding in the middle."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from passerelle.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # decided before a database is asked
HEAD = "email,staff_number,name,job_title\n"


@pytest.fixture
def read_in(site):
    browser = site.browsers["root"]

    def send(content: bytes, **more: str):
        return browser.post(
            reverse("admin_import"), {"sort": "people", "table": SimpleUploadedFile("t.csv", content), **more}
        )

    return send


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD.encode() + b"".join(b"%d@x.example,,P %d,\n" % (n, n) for n in range(100_000)), "More than 20000 rows"),
        (HEAD.encode() + b"a" * 3_200_000, "larger than 3 MB"),
        (HEAD.encode() + b'"' + b"a" * 200_000, "quotation mark"),
        (b"\xff\xfe" + HEAD.encode() + b"\x00", "The first line must name the columns"),
        (b"PK\x03\x04" + bytes(300), "not a text file"),
    ],
    ids=["100,000 rows", "a huge table", "a cell without end", "half UTF-16", "a workbook"],
)
def test_what_cannot_be_read_is_told_at_once_and_does_nothing(
    read_in, no_trace, django_assert_max_num_queries, content, said
):
    with no_trace(), django_assert_max_num_queries(20):
        answer = read_in(content, apply="1")
    assert (answer.status_code, said in answer.text) == (422, True)


def test_one_wrong_line_holds_the_others_back(read_in):
    before = Person.objects.count()
    table = HEAD + "a@x.example,,Anna,\nA@X.example,,Anna again,\nb@x.example,77,Bea,\nc@x.example,77,Cleo,\n"
    answer = read_in(table.encode(), apply="1")
    assert "stands in line 2 already" in answer.text
    assert "stands in line 4 already" in answer.text
    assert Person.objects.count() == before


def test_formulas_are_words_here_and_harmless_where_they_go(site, read_in):
    table = HEAD + "f@x.example,,=HYPERLINK(1),@SUM(A1)\n"
    assert read_in(table.encode(), apply="1").status_code == 302
    made = Person.objects.get(email="f@x.example")
    assert (made.name, made.job_title) == ("=HYPERLINK(1)", "@SUM(A1)")
    sheet = site.browsers["root"].get(reverse("admin_audit_sheet")).getvalue().decode()
    assert "'=HYPERLINK(1)" in sheet
    assert ",=HYPERLINK" not in sheet


def test_a_table_is_shown_as_it_was_typed_and_comes_back_so(read_in):
    table = HEAD + 'z@x.example,,"Zoé </textarea><b>bold",\n'
    answer = read_in(table.encode("utf-16"))
    assert answer.status_code == 200
    assert "</textarea><b>" not in answer.text
    assert "Zoé &lt;/textarea&gt;&lt;b&gt;bold" in answer.text
