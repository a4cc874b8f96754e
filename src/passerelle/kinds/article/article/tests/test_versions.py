"""Any two versions are compared; whoever answers for an article brings an earlier one back, and loses nothing by it."""

from __future__ import annotations

from django.urls import reverse

from cast.people import as_actor
from passerelle.contributions.actions import edit
from passerelle.contributions.models import Contribution
from passerelle.journal.models import Entry


def fresh(article):
    return Contribution.objects.unscoped("a test").select_related("body").get(pk=article.pk)


def test_an_earlier_version_is_compared_and_brought_back(cast, places, article, visit, verbs, no_trace):
    first = article.body.source
    address, back = (reverse(name, args=[article.pid]) for name in ("article_versions", "article_restore"))
    assert "There is one version so far" in visit(cast.mia).get(address).text
    for title, text in (("Second", "The **wooden** ruler."), ("Third", "The steel ruler.")):
        edit(article, title=title, text=text, by=as_actor(cast.ada))
    mia = visit(cast.mia)
    latest, asked, broken = (mia.get(address, query).text for query in ({}, {"from": "1", "to": "3"}, {"from": "9x"}))
    assert ("<del>wooden</del><ins>steel</ins>" in latest, "From version 2 to version 3" in latest) == (True, True)
    assert ("From version 1 to version 3" in asked, "From version 2 to version 3" in broken) == (True, True)
    assert f'action="{back}"' not in latest
    assert address in mia.get(article.get_absolute_url()).text
    with no_trace():
        answers = {who: visit(getattr(cast, who)).post(back, {"number": "1"}).status_code for who in ("mia", "gil")}
        assert answers == {"mia": 403, "gil": 404}
        missing = [visit(cast.ada).post(back, {"number": number}) for number in ("7", "x", "")]
        assert [(one.status_code, "There is no such version." in one.text) for one in missing] == [(403, True)] * 3
    verbs()
    assert visit(cast.ada).post(back, {"number": "1"})["Location"] == article.get_absolute_url()
    now = fresh(article)
    assert (now.title, now.body.source, now.body.revisions.count()) == ("Measuring at the till", first, 3)
    assert verbs() == ["contribution.edited", "article.restored"]
    assert Entry.objects.latest("pk").particulars == {"version": 1}
    with no_trace():
        visit(cast.ada).post(back, {"number": "1"})
    assert visit(cast.sam).post(back, {"number": "3"}).status_code == 302
    assert (fresh(article).title, fresh(article).body.revisions.count()) == ("Third", 4)
