"""Give an article its place in a handbook, or none."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.article.article import rules
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.tree import DEEPEST, MOST, Tree, settle
from passerelle.trail.graph import hold


@transaction.atomic
def place(contribution: Contribution, *, under: Contribution | None, number: int | None = None, by: Actor) -> None:
    """Hang it and all below it under another article of its home, as the so-manieth the actor sees there, else last.

    Under nothing it stands alone, or begins a handbook of what is below it. Raises Refused unless the actor answers for it,
    for a circle, for too many levels or pages, and for an article they do not see.
    """
    hold()  # two moves could close a circle that neither sees
    head = Contribution.objects.locked(contribution.pk)
    rules.may_place(head, by).require()
    page = Article.objects.get(pk=head.pk)
    branch = Tree.of(page).branch(page.pk)
    if under is None:
        _move(branch, None, page.pk, [page.pk])
    else:
        parent = _parent(head, under, by)
        tree = Tree.of(parent)
        _fits(Tree.of(page), page.pk, tree, parent.pk)
        others = [one for one in tree.below.get(parent.pk, []) if one != page.pk]
        where = _index(others, number, by)
        _move(branch, parent.pk, parent.handbook_id or parent.pk, [*others[:where], page.pk, *others[where:]])
    record(
        by,
        "article.placed",
        head,
        contribution_id=head.pk,
        community_id=head.home_id,
        under=under.pk if under is not None else None,
    )


@transaction.atomic
def leave(page: int) -> None:
    """A page left the community: those below it hang where it hung; below the first page each stands on its own. Idempotent."""
    hold()
    left = Article.objects.filter(pk=page).first()
    if left is None:
        return
    tree = Tree.of(left)
    children = [one for one, above in tree.above.items() if above == page]
    if left.parent_id is None:
        for child in children:
            _move(tree.branch(child), None, child, [child])
        return
    siblings = [one for one, above in tree.above.items() if above == left.parent_id]
    here = siblings.index(page)
    settle(left.parent_id, left.handbook_id or left.parent_id, [*siblings[:here], *children, *siblings[here + 1 :]])
    settle(None, page, [page])


def _parent(head: Contribution, under: Contribution, by: Actor) -> Article:
    seen = Contribution.objects.visible_to(by).filter(pk=under.pk, home_id=head.home_id, standing=Standing.PUBLISHED)
    found = Article.objects.filter(pk__in=seen.values("pk")).first()
    if found is None:
        raise Refused(_("A page stands under another article of the same community."))
    return found


def _fits(own: Tree, page: int, tree: Tree, parent: int) -> None:
    if page in tree.way(parent):
        raise Refused(_("A page cannot stand under itself or under a page below it: choose another."))
    if len(tree.way(parent)) + own.height(page) > DEEPEST:
        raise Refused(_("A handbook has at most %(num)s levels: choose a page higher up.") % {"num": DEEPEST})
    if len({*tree.above, *own.branch(page)}) > MOST:
        raise Refused(_("A handbook has at most %(num)s pages: begin another one.") % {"num": MOST})


def _index(others: list[int], number: int | None, by: Actor) -> int:
    """Before the one that is the so-manieth for the actor; those they do not see keep their neighbours."""
    seen = set(Contribution.objects.visible_to(by).filter(pk__in=others).values_list("pk", flat=True))
    shown = [one for one in others if one in seen]
    return others.index(shown[number - 1]) if number is not None and number <= len(shown) else len(others)


def _move(branch: list[int], parent: int | None, first: int, siblings: list[int]) -> None:
    Article.objects.filter(pk__in=branch).update(handbook_id=first)
    settle(parent, first, siblings)
