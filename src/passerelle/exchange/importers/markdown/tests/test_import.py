"""A folder of Markdown brought in: a handbook with its links and pictures, once, and a list of what leads nowhere."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from cast.people import Cast, Places, as_actor
from passerelle.contributions.actions import edit
from passerelle.contributions.models import Attachment, Contribution, Involvement
from passerelle.exchange.importers.markdown import bringing
from passerelle.exchange.importers.markdown.bringing import import_folder
from passerelle.exchange.importers.markdown.folder import LARGEST
from passerelle.exchange.importers.markdown.report import write_report
from passerelle.exchange.importers.refusal import ImportRefused
from passerelle.journal.models import Entry
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.tree import Tree
from passerelle.notifications.models import Notice
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db

PAGES = {
    "README.md": "# The shop\n\nBegin with [the ovens](ovens/index.md) or [Knives](/tools/knives/).\n",
    "ovens/index.md": "---\ntitle: 'Ovens: all of them'\ntags: [Heat, \"Care\"]\nowner: {ada}\norder: 2\n---\n"
    "See [back](../README.md#top).\n",
    "ovens/clean.md": "---\ntitle: Clean\norder: 1\n---\n# Clean\n\n"
    "![A brush](../img/brush.png) [scheme](../img/plan.txt) `[x](gone.md)`\n",
    "ovens/broken.md": "---\ntitle: Clean\nwhat is this\n---\n![](../img/missing.png) ![](../../outside.png) ![](../img/link.png)\n",
    "tools/knives.md": "No front matter. [Old name][old] and [nowhere](nowhere.md) {{% page \"/ovens\" %}}\n\n[old]: /blades\n",
    "tools/saws.md": "---\ntitle: Clean\nowner: Nobody At All\nredirect_from:\n  - /blades/\n---\n"
    "[round]({{% page \"/tools/knives\" %}})\n\n```\n[x](gone.md)\n```\n",
    "tools/bytes.md": "",
    ".hidden/page.md": "Hidden",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, cast: Cast) -> Path:
    """Every oddity at once."""
    root = tmp_path / "the-shop"
    for name, text in PAGES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.format(ada=cast.ada.email) if "{" in text else text, encoding="utf-8")
    (root / "tools/bytes.md").write_bytes(b"\xff\xfe\x00")
    (root / "tools/huge.md").write_bytes(b"a" * (LARGEST + 1))
    (root / "img").mkdir()
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    for path in (root / "img/brush.png", tmp_path / "outside.png"):
        path.write_bytes(picture.getvalue())
    (root / "img/plan.txt").write_text("The plan of the brushes.", encoding="utf-8")
    (root / "img/link.png").symlink_to(tmp_path / "outside.png")
    (root / "tools/round").symlink_to(root, target_is_directory=True)
    return root


def heads() -> list[Contribution]:
    """In the order in which they came in, which is the one they are read in."""
    return list(Contribution.objects.unscoped("a test").select_related("body", "home").order_by("pk"))


def test_a_folder_becomes_a_handbook(folder: Path, cast: Cast, places: Places) -> None:
    dry = import_folder(folder, "Open kitchen", dry_run=True)
    assert (dry.created, heads(), Attachment.objects.unscoped("a test").count()) == (7, [], 0)
    imported = import_folder(folder, "Open kitchen")
    run_all()
    told = imported.as_json()
    assert {name: told[name] for name in ("pages", "created", "already_here", "linked", "files")} == {
        "pages": 7, "created": 7, "already_here": 0, "linked": 5, "files": 2,
    }  # fmt: skip
    assert told["unresolved"] == dry.unresolved
    assert sorted(told["unresolved"]) == [
        "ovens/broken.md: ../../outside.png", "ovens/broken.md: ../img/link.png",
        "ovens/broken.md: ../img/missing.png", "tools/knives.md: nowhere.md",
    ]  # fmt: skip
    assert sorted(told["left_out"]) == [
        "img/link.png: a link of the file system", "tools/bytes.md: is not UTF-8 text",
        f"tools/huge.md: larger than {LARGEST:,} bytes", "tools/round: a link of the file system",
    ]  # fmt: skip
    assert told["broken"] == ["ovens/broken.md: line 3 cannot be read"]
    assert told["strangers"] == ["tools/saws.md: Nobody At All"]
    assert imported.twice == ["Clean"]
    found = heads()
    assert [one.title for one in found] == [
        "The shop", "Ovens: all of them", "Clean", "Broken", "Tools", "Knives", "Clean",
    ]  # fmt: skip
    first, ovens, clean, _broken, tools, knives, saws = found
    assert Tree.among(first.pk).reading_order() == [one.pk for one in found]
    assert (first.state, first.home, first.facts["minutes"]) == ("published", places.open, 1)
    assert first.body.source == (
        f"Begin with the ovens (#{{contribution:{ovens.pid}}}) or #{{contribution:{knives.pid}}}."
    )
    assert saws.body.source == f"round (#{{contribution:{knives.pid}}})\n\n```\n[x](gone.md)\n```"
    assert tools.body.source == f"- #{{contribution:{knives.pid}}}\n- #{{contribution:{saws.pid}}}"
    assert sorted(topic.labels.get().name for topic in ovens.topics.all()) == ["Care", "Heat"]
    owners = Involvement.objects.filter(part="owner").values_list("contribution_id", "person_id")
    assert list(owners) == [(ovens.pk, cast.ada.pk)]
    for who, count in ((cast.mia, 2), (cast.gil, 0)):
        assert Attachment.objects.visible_to(as_actor(who)).count() == count
    hung = Attachment.objects.unscoped("a test").values_list("post_id", "is_image", "name").order_by("name")
    text = clean.body
    assert list(hung) == [(text.pk, True, "brush.png"), (text.pk, False, "plan.txt")]
    assert (text.source.count("(attachment:"), "`[x](gone.md)`" in text.source) == (2, True)
    assert (Notice.objects.count(), Article.objects.filter(review_on=None).count()) == (0, 0)
    report = write_report(imported, folder, "Open kitchen")
    assert ("7 pages = 7 created + 0 already here" in report, "- 5 links between pages, 2 files" in report) == (
        True,
        True,
    )


def test_twice_does_nothing_and_what_was_stopped_goes_on(
    folder: Path, cast: Cast, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "PORTION", 3)

    def stop(done: int, _of: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_folder(folder, "Open kitchen", progress=stop)
    assert len(heads()) == 3
    again = import_folder(folder, "Open kitchen")
    assert (again.created, again.already_here) == (4, 3)
    first, ovens, *_others = heads()
    assert len(Tree.among(first.pk).reading_order()) == 7
    edit(ovens, title="Our ovens", text="Mended.", by=as_actor(cast.ada))
    before = Entry.objects.count()
    third = import_folder(folder, "Open kitchen")
    assert (third.created, third.already_here, Entry.objects.count()) == (0, 7, before)
    assert heads()[1].body.source == "Mended."


def test_what_is_no_folder_of_pages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, why in ((tmp_path / "none", "not a folder"), (tmp_path / "empty", "no Markdown page")):
        with pytest.raises(ImportRefused, match=why):
            import_folder(path, "Open kitchen")


@pytest.mark.slow
def test_a_real_handbook_comes_in_with_every_link_that_leads_somewhere() -> None:
    path = Path(__file__).parents[7] / "shared" / "data" / "kb-18f-handbook" / "pages"
    if not path.exists():
        pytest.skip("shared data set kb-18f-handbook is absent")
    imported = import_folder(path, "18F")
    assert (imported.created, imported.linked, imported.files, imported.unresolved) == (
        275,
        651,  # ten of them by reference, in getting-started/classes/travel-101.md
        0,
        ["tools/slack.md: emoji/"],
    )
    assert sum(page.is_made for page, _parent in imported.folder.pages) == 29
    heads_here = heads()
    order = Tree.among(heads_here[0].pk).reading_order()
    assert order == [one.pk for one in heads_here]
    assert import_folder(path, "18F").already_here == 275
