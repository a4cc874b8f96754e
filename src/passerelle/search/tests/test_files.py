"""What stands in attached files is found by whoever may open them, and by nobody else."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cast.people import as_actor
from passerelle.contributions import actions
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Attachment
from passerelle.lib.documents import Problem
from passerelle.lib.tests.office_files import docx, zipped
from passerelle.search.models import Document, FileText, Subject
from passerelle.search.reading import search
from passerelle.search.rebuilding import rebuild
from passerelle.search.tasks import read_unread

pytestmark = pytest.mark.usefixtures("spoken")

EVERYBODY = ("ada", "sam", "mia", "otto", "root", "fred", "gwen", "gil", "eve", "iris")


def send(person, name: str = "Übergabe.docx", content: bytes = b"") -> Attachment:
    words = "<w:p><w:t>Das Drehmoment der Scharniere &lt;b&gt; steht hier.</w:t></w:p>"
    return actions.upload(SimpleUploadedFile(name, content or zipped(docx(words))), by=as_actor(person))


def say(place, person, file: Attachment):
    text = f"Siehe [die Datei](attachment:{file.pid})."
    return actions.contribute(all_kinds()[0].slug, place, title="Schicht", text=text, by=as_actor(person))


def finders(cast, text: str) -> set[str]:
    return {name for name in EVERYBODY if search(as_actor(getattr(cast, name)), text).results}


def test_a_file_is_found_with_its_name_and_passage(cast, places, catch_up):
    said = say(places.open, cast.ada, send(cast.ada))
    catch_up()
    for typed in ("scharnier drehmoment", "ubergabe", "kind:file drehmoment", "fichier drehmoment dans:open"):
        (result,) = search(as_actor(cast.mia), typed).results[:1]
        assert (result.card.id, result.url) == (said.pk, said.get_absolute_url())
        assert "Übergabe" in result.file.striptags()
    (result,) = search(as_actor(cast.mia), "drehmoment").results
    assert result.snippet == "Das <mark>Drehmoment</mark> der Scharniere &lt;b&gt; steht hier."


def test_whoever_may_open_it_finds_it(cast, places, catch_up):
    found = {}
    for name in ("open", "closed", "secret", "shared"):
        place = getattr(places, name)
        said = say(place, cast.ada, send(cast.ada, f"{name}.docx"))
        actions.reply(
            said, text=f"[Noch eine](attachment:{send(cast.ada, f'{name}reply.docx').pid})", by=as_actor(cast.ada)
        )
        catch_up()
        found[name] = (finders(cast, f'"{name} docx"'), finders(cast, f'"{name}reply docx"'))
    members = {"ada", "sam", "mia"}
    assert found == {
        "open": ({*members, "otto", "root", "fred"},) * 2,
        "closed": (members,) * 2,
        "secret": (members,) * 2,
        "shared": ({*members, "gwen"},) * 2,
    }


def test_it_follows_rights_and_what_is_taken_away(cast, places, catch_up):
    said = say(places.closed, cast.ada, send(cast.ada))
    reply = actions.reply(
        said, text=f"[Noch eine](attachment:{send(cast.ada, 'zwei.docx').pid})", by=as_actor(cast.ada)
    )
    catch_up()
    assert finders(cast, "drehmoment") == {"ada", "sam", "mia"}
    places.closed.memberships.filter(person=cast.mia).delete()  # the index does not know yet
    assert finders(cast, "drehmoment") == {"ada", "sam"}
    actions.withdraw(reply, by=as_actor(cast.ada))
    assert finders(cast, '"zwei docx"') == set()  # before any job ran
    catch_up()
    assert Document.objects.filter(subject=Subject.FILE).count() == 1
    actions.withdraw(said.body, by=as_actor(cast.ada))
    assert finders(cast, "drehmoment") == set()
    catch_up()
    assert Document.objects.filter(subject=Subject.FILE).count() == 0


def test_a_rebuild_opens_no_file_again(cast, places, catch_up):
    file = send(cast.ada)
    say(places.open, cast.ada, file)
    catch_up()
    default_storage.delete(file.renditions["original"])
    rebuild()
    assert finders(cast, "drehmoment") >= {"ada", "mia"}


def test_files_from_before_are_read_by_and_by(cast, places, catch_up):
    say(places.open, cast.ada, send(cast.ada))
    catch_up()
    FileText.objects.all().delete()
    rebuild()
    assert finders(cast, "drehmoment") == set()
    for _ in range(2):  # the second time there is nothing to do
        read_unread()
        catch_up()
    assert finders(cast, "drehmoment") >= {"ada", "mia"}
    assert FileText.objects.count() == 1


def test_a_file_that_cannot_be_read_says_so_to_those_who_may_open_it(cast, places, catch_up, visit):
    bomb = zipped({**docx(), "word/document.xml": "a" * (12 << 20)})
    said = say(places.closed, cast.ada, send(cast.ada, "bombe.docx", bomb))
    missing = send(cast.ada, "weg.docx")
    default_storage.delete(missing.renditions["original"])
    catch_up()
    kept = dict(FileText.objects.values_list("attachment__name", "problem"))
    assert kept == {"bombe.docx": Problem.TOO_LARGE, "weg.docx": Problem.DAMAGED}
    assert finders(cast, "bombe") == {"ada", "sam", "mia"}  # by its name all the same
    page = visit(cast.mia).get(said.get_absolute_url()).content.decode()
    assert "could not be read: unpacked, it would be far larger than it looks." in page
    assert visit(cast.otto).get(said.get_absolute_url()).status_code == 404
    bomb = Attachment.objects.unscoped("a test").get(name="bombe.docx")
    assert visit(cast.mia).get(reverse("attachment", args=[bomb.pid])).status_code == 200  # nothing is lost
