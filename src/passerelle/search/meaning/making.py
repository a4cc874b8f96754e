"""Making vectors: of what can be found and has none, or has changed its words since."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
from django.db import transaction
from django.db.models import F, Q

from passerelle.contributions.models import Post
from passerelle.lib.clock import now
from passerelle.lib.limited import Limits, run_limited
from passerelle.search import sources
from passerelle.search.meaning.directions import directions, read_of
from passerelle.search.meaning.wanted import SENTENCES, has_meanings
from passerelle.search.models import Document, Subject, Vector
from passerelle.search.sources import Source

AT_ONCE = 200
_SCRIPT = Path(__file__).parent / "child.py"
_LIMITS = Limits(cpu_seconds=300, wall_seconds=1_200)
_MEANT = (Subject.CONTRIBUTION, Subject.REPLY)
_REASON = "a vector shows nothing to anybody"


def make_missing(most: int = AT_ONCE) -> int:
    """Make the vectors of the newest documents that lack one; returns how many were looked at."""
    if not has_meanings():
        return 0
    moment = now()
    stale = Q(vector=None) | Q(vector__made_at__lt=F("indexed_at")) | ~Q(vector__model=SENTENCES)
    rows = Document.objects.filter(stale, subject__in=_MEANT).order_by("-pk")[:most]
    documents = {(row.subject, row.subject_id): row.pk for row in rows}
    if not documents:
        return 0
    texts = {
        documents[key]: read_of(source.title, source.about, source.text)
        for source in _sources(list(documents))
        if (key := (source.subject.value, source.subject_id)) in documents
    }
    digests = {pk: sha256("\n".join(read).encode()).hexdigest()[:32] for pk, read in texts.items()}
    same = Vector.objects.filter(pk__in=texts, model=SENTENCES).values_list("pk", "digest")
    unchanged = {pk for pk, digest in same if digests[pk] == digest}
    changed = [pk for pk in texts if pk not in unchanged]
    made = _embed([texts[pk] for pk in changed])
    with transaction.atomic():
        Vector.objects.filter(pk__in=unchanged).update(made_at=moment)
        _keep(changed, made, digests, moment)
    return len(documents)


def make_all(*, anew: bool = False) -> int:
    """Make every vector that is missing, or all of them anew; returns how many texts were looked at."""
    if anew:
        Vector.objects.all().delete()
    looked_at = 0
    while made := make_missing():
        looked_at += made
        if made < AT_ONCE:
            break
    return looked_at


def _keep(ids: Sequence[int], made: Sequence[bytes], digests: dict[int, str], moment: datetime) -> None:
    """Beside the documents that are still there."""
    there = set(Document.objects.filter(pk__in=ids).values_list("pk", flat=True))
    vectors = [
        Vector(document_id=pk, model=SENTENCES, digest=digests[pk], made_at=moment, data=data)
        for pk, data in zip(ids, made, strict=True)
        if pk in there
    ]
    Vector.objects.bulk_create(
        vectors,
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["model", "digest", "made_at", "data"],
    )


def _sources(keys: Sequence[tuple[str, int]]) -> list[Source]:
    heads = [pk for subject, pk in keys if subject == Subject.CONTRIBUTION]
    bodies = Post.objects.unscoped(_REASON).filter(contribution_id__in=heads, is_body=True)
    replies = [pk for subject, pk in keys if subject == Subject.REPLY]
    return sources.posts([*bodies.values_list("pk", flat=True), *replies])


def _embed(read: Sequence[tuple[str, ...]]) -> list[bytes]:
    texts = [text for each in read for text in each]
    if not texts:
        return []
    with tempfile.TemporaryDirectory(prefix="passerelle-meanings-") as name:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps(texts))
        run_limited(_SCRIPT, folder, limits=_LIMITS)
        return list(directions(read, np.load(folder / "vectors.npy")))
