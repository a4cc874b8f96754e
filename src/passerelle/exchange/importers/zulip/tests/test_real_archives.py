"""The real archives, with exact figures; they are not part of the repository."""

from __future__ import annotations

import resource
import warnings
from pathlib import Path

import pytest

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post
from passerelle.exchange.importers.zulip.bringing import import_archive
from passerelle.exchange.importers.zulip.plan import make_plan
from passerelle.people.models import Person

SHARED = Path(__file__).parents[7] / "shared" / "data"


def archive(name: str, file: str) -> Path:
    path = SHARED / name / file
    if not path.exists():
        pytest.skip(f"shared data set {name} is absent")
    return path


@pytest.mark.slow
@pytest.mark.once  # PostgreSQL takes the real consultation of importers/ideas instead
@pytest.mark.django_db
def test_dataverse_comes_in_whole_and_only_once() -> None:
    path = archive("zulip-dataverse", "zulip_json.tar.gz")

    first = import_archive(path, "Dataverse").summary.as_json()
    again = import_archive(path, "Dataverse").summary.as_json()

    warnings.warn(f"dataverse took {first.pop('seconds')} s, a second run {again.pop('seconds')} s", stacklevel=1)
    nothing = dict.fromkeys(("created", "merged", "people", "communities", "contributions", "replies"), 0)
    assert first == {
        "read": 25_530,
        "created": 25_404,
        "merged": 126,
        "skipped": 0,
        "reasons": {},
        "shortened": [],
        "people": 236,
        "communities": 19,
        "contributions": 1_427,  # 1,428 topics, of which one holds nothing but repeats
        "replies": 23_977,
    }
    assert again == nothing | {"read": 25_530, "skipped": 25_530, "reasons": {"already here": 25_530}, "shortened": []}
    assert Post.objects.unscoped("a test").count() == 25_404
    assert Contribution.objects.unscoped("a test").filter(body=None).count() == 0
    assert Community.objects.unscoped("a test").exclude(parent=None).count() == 19
    assert Person.objects.filter(is_imported=True).count() == 236


@pytest.mark.slow
def test_a_large_archive_is_planned_in_little_memory() -> None:
    pytest.importorskip("zstandard")
    path = archive("zulip-lean", "zulip_json-subset.tar.zst")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    plan = make_plan(path)

    assert (plan.rows, len(plan.streams), len(plan.senders), len(plan.bodies)) == (178_155, 89, 1_984, 10_396)
    assert (len(plan.repeats), len(plan.latest)) == (4_478, 20)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024  # of 174 MB unpacked
