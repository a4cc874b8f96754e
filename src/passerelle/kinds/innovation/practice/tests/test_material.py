"""What a practice gives along: files stand on its card, for whoever may open them and nobody else."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cast.people import as_actor
from passerelle.contributions.actions import contribute, edit, upload
from passerelle.kinds.innovation.practice.reading.material import material
from passerelle.kinds.innovation.practice.tests.asking import TOLD, fresh


def given(who, name, content):
    return upload(SimpleUploadedFile(name, content), by=as_actor(who))


def listed(who, practice):
    return [(one.name, str(one.sort), one.size) for one in material(as_actor(who), practice)]


def told(place, who, text):
    return fresh(contribute("practice", place, title="Hem", text=text, details=TOLD, by=as_actor(who)))


def picture():
    stored = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(stored, "PNG")
    return stored.getvalue()


def test_files_of_the_text_stand_on_the_card_for_whoever_may_open_them(cast, places, visit):
    sheet, table = given(cast.ada, "hem.pdf", b"%PDF-1.7"), given(cast.ada, "[lengths].csv", b"store;hem\nLille;3\n")
    films = [given(cast.ada, "hem.mp4", b"\0\0\0\x18ftypisom"), given(cast.ada, "hem.png", picture())]
    text = "\n\n".join(["Measure once.", *(file.markdown for file in (sheet, table, *films))])
    secret = told(places.secret, cast.ada, text)
    all_of_it = [("hem.pdf", "PDF", "8\xa0bytes"), ("[lengths].csv", "Table", "18\xa0bytes")]
    assert listed(cast.ada, secret) == all_of_it
    page = visit(cast.ada).get(secret.get_absolute_url()).text
    assert all(
        reverse("attachment", args=[file.pid]) in page.split("<dt>Material</dt>")[1][:900] for file in (sheet, table)
    )

    adapted = told(places.open, cast.ada, text)
    assert [listed(who, adapted) for who in (cast.ada, cast.mia, cast.otto, cast.fred)] == [
        all_of_it,
        all_of_it,
        [],
        [],
    ]
    shown = visit(cast.otto).get(adapted.get_absolute_url()).text
    assert ("<dt>Material</dt>" in shown, "hem.pdf" in shown.replace("[hem.pdf]", "")) == (False, False)
    for who in ("otto", "fred"):
        assert visit(getattr(cast, who)).get(reverse("attachment", args=[sheet.pid])).status_code == 404

    edit(secret, title="Hem", text=f"Measure once.\n\n{table.markdown}", by=as_actor(cast.ada))
    assert listed(cast.ada, fresh(secret)) == all_of_it[1:]
