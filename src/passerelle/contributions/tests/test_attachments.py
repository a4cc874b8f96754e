"""Files: pictures come out anonymous, everything else as a download, and the text they hang on is asked at every GET."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cast.people import as_actor
from passerelle.contributions import actions, tasks
from passerelle.contributions.models import Attachment
from passerelle.contributions.reading import files
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import now


def photograph():
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    stored = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(stored, "JPEG", exif=exif)
    return SimpleUploadedFile("till.jpg", stored.getvalue(), "image/jpeg")


def table():
    return SimpleUploadedFile("figures.csv", b"store;sales\nLille;3\n", "text/html")


def say(place, who, text):
    return actions.contribute("update", place, title="With a file", text=text, by=as_actor(who))


@pytest.fixture
def picture(cast, places):
    return actions.upload(photograph(), by=as_actor(cast.ada))


def test_a_picture_is_stored_anew_without_its_metadata(cast, picture):
    assert (picture.is_image, picture.mime, picture.width, picture.height) == (True, "image/jpeg", 300, 200)
    assert picture.renditions["widths"] == {"s": 300}
    for name in tasks.stored_names(picture):
        content = default_storage.open(name).read()
        assert b"Secret" not in content
        assert dict(Image.open(io.BytesIO(content)).getexif()) == {}
    assert list(Entry.objects.values_list("verb", "particulars")) == [("attachment.uploaded", {"image": True})]


def test_a_picture_is_shown_in_the_best_form_the_browser_takes(cast, places, picture, visit):
    say(places.open, cast.ada, f"![A till](attachment:{picture.pid})")
    address = reverse("attachment_size", args=[picture.pid, "s"])
    for accepts, mime in (("image/avif,image/webp", "image/avif"), ("image/webp", "image/webp"), ("*/*", "image/webp")):
        answer = visit(cast.mia).get(address, headers={"accept": accepts})
        assert (answer.status_code, answer["Content-Type"]) == (200, mime)
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert "inline" in answer["Content-Disposition"]
    assert visit(cast.mia).get(reverse("attachment_size", args=[picture.pid, "x"])).status_code == 404
    assert Attachment.objects.unscoped("a test").get().alt == "A till"


def test_another_file_is_only_ever_a_download_in_a_sandbox(cast, places, visit):
    file = actions.upload(table(), by=as_actor(cast.ada))
    say(places.open, cast.ada, f"[figures](attachment:{file.pid})")
    answer = visit(cast.mia).get(reverse("attachment", args=[file.pid]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv")
    assert answer["Content-Disposition"] == 'attachment; filename="figures.csv"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert b"".join(answer.streaming_content) == b"store;sales\nLille;3\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("page.html", b"<!doctype html><script>1</script>"),
        ("run.exe", b"MZ" + bytes(200)),
        ("broken.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_what_could_run_or_is_broken_is_not_taken(cast, places, no_trace, name, content):
    with no_trace(), pytest.raises(Refused):
        actions.upload(SimpleUploadedFile(name, content), by=as_actor(cast.ada))
    assert Attachment.objects.unscoped("a test").count() == 0


def test_too_large_a_file_is_not_taken(cast, no_trace, settings, monkeypatch):
    monkeypatch.setattr(settings.PASSERELLE, "upload_max_mb", 0)
    with no_trace(), pytest.raises(Refused):
        actions.upload(table(), by=as_actor(cast.ada))


def test_before_it_is_sent_a_file_is_seen_by_its_owner_only(cast, picture, visit):
    address = reverse("attachment", args=[picture.pid])
    found = {
        name: visit(getattr(cast, name)).get(address).status_code for name in ("ada", "sam", "mia", "otto", "gwen")
    }
    assert found == {"ada": 200, "sam": 404, "mia": 404, "otto": 404, "gwen": 404}


def test_somebody_elses_upload_cannot_be_hung_on_ones_own_text(cast, places, picture, visit):
    say(places.open, cast.mia, f"![Mine now](attachment:{picture.pid})")
    assert Attachment.objects.unscoped("a test").get().post_id is None
    assert visit(cast.mia).get(reverse("attachment", args=[picture.pid])).status_code == 404


def test_the_text_is_asked_at_every_get(cast, places, picture, visit):
    update = say(places.closed, cast.ada, f"![A till](attachment:{picture.pid})")
    address = reverse("attachment", args=[picture.pid])
    found = {name: visit(getattr(cast, name)).get(address).status_code for name in ("ada", "mia", "otto", "gwen")}
    assert found == {"ada": 200, "mia": 200, "otto": 404, "gwen": 404}
    places.closed.memberships.filter(person=cast.mia).delete()
    assert visit(cast.mia).get(address).status_code == 404
    actions.withdraw(update.body, by=as_actor(cast.ada))
    assert visit(cast.ada).get(address).status_code == 404


def test_files_of_texts_that_are_gone_are_deleted_and_those_of_drafts_wait(cast, places, picture):
    update = say(places.open, cast.ada, f"![A till](attachment:{picture.pid})")
    waiting = actions.upload(table(), by=as_actor(cast.ada))
    tasks.forget_unused_files()
    assert Attachment.objects.unscoped("a test").count() == 2
    actions.withdraw(update.body, by=as_actor(cast.ada))
    tasks.forget_unused_files()
    assert list(Attachment.objects.unscoped("a test")) == [waiting]
    assert not default_storage.exists(tasks.stored_names(picture)[0])
    Attachment.objects.filter(pk=waiting.pk).update(created_at=now() - timedelta(days=31))
    tasks.forget_unused_files()
    assert Attachment.objects.unscoped("a test").count() == 0


def test_an_upload_answers_the_editor(cast, visit):
    answer = visit(cast.ada).post(reverse("upload"), {"file": table()})
    file = Attachment.objects.unscoped("a test").get()
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": file.pid,
            "url": reverse("attachment", args=[file.pid]),
            "name": "figures.csv",
            "width": 0,
            "height": 0,
            "kind": "file",
            "markdown": f"[figures.csv](attachment:{file.pid})",
        },
    )
    empty = visit(cast.ada).post(reverse("upload"), {"file": SimpleUploadedFile("empty.txt", b"")})
    assert (empty.status_code, empty.json()) == (422, {"error": "This file is empty."})
    assert visit(cast.ada).post(reverse("upload")).status_code == 422


def box(kind, data):
    return (8 + len(data)).to_bytes(4, "big") + kind + data


MP4 = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + box(b"mdat", bytes(range(100)))


def film(cast):
    return actions.upload(SimpleUploadedFile("hem.mp4", MP4, "text/html"), by=as_actor(cast.ada))


def test_a_film_plays_in_its_text_once_somebody_presses_and_can_be_downloaded(cast, places, visit):
    made = film(cast)
    update = say(places.open, cast.ada, f"[How to hem](attachment:{made.pid})")
    address = reverse("attachment", args=[made.pid])
    page = visit(cast.mia).get(update.get_absolute_url())
    player = f'<video controls preload="none" src="{address}" aria-label="How to hem"></video>'
    assert f'<span class="film">{player}<a class="attachment" href="{address}">How to hem</a></span>' in page.text
    assert "media-src 'self'" in page["Content-Security-Policy"]
    html = SimpleUploadedFile("hem.mp4", b"<!doctype html><video src=x onerror=hit()>", "video/mp4")
    with pytest.raises(Refused, match="not taken here"):
        actions.upload(html, by=as_actor(cast.ada))


@pytest.mark.parametrize(
    ("asked", "status", "told", "first", "length"),
    [
        ("bytes=0-", 206, f"bytes 0-{len(MP4) - 1}/{len(MP4)}", 0, len(MP4)),
        ("bytes=10-19", 206, f"bytes 10-19/{len(MP4)}", 10, 10),
        ("bytes=-5", 206, f"bytes {len(MP4) - 5}-{len(MP4) - 1}/{len(MP4)}", len(MP4) - 5, 5),
        ("bytes=10-99999", 206, f"bytes 10-{len(MP4) - 1}/{len(MP4)}", 10, len(MP4) - 10),
        ("bytes=99999-", 416, f"bytes */{len(MP4)}", 0, 0),
        ("bytes=-0", 416, f"bytes */{len(MP4)}", 0, 0),
        *((one, 200, None, 0, len(MP4)) for one in ("bytes=9-2", "bytes=0-1,5-6", "bytes=-", "lines=0-1", "bytes=٣-٤")),
    ],
)
def test_a_player_may_jump_into_the_middle(cast, places, asked, status, told, first, length):
    answer = files.response(film(cast), "", {"Range": asked})
    assert (answer.status_code, answer.get("Content-Range"), answer["Accept-Ranges"]) == (status, told, "bytes")
    assert (answer.get("Content-Length"), answer["X-Content-Type-Options"]) == (str(length), "nosniff")
    assert b"".join(answer.streaming_content) == MP4[first : first + length]
    answer.close()


def test_who_may_not_read_the_text_gets_no_stretch_of_its_film(cast, places, visit):
    made = film(cast)
    say(places.closed, cast.ada, f"[How to hem](attachment:{made.pid})")
    address = reverse("attachment", args=[made.pid])
    asked = [visit(one).get(address, headers={"Range": "bytes=0-9"}).status_code for one in (cast.mia, cast.otto)]
    assert asked == [206, 404]
    whole = visit(cast.mia).get(address, headers={"Range": "bytes=0-9", "If-Range": '"x"'})
    assert (whole.status_code, len(b"".join(whole.streaming_content))) == (200, len(MP4))
