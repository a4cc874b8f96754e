"""Replying: the form under a conversation with what was being written, and what one answers or quotes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from passerelle.contributions import rules
from passerelle.contributions.forms import BlankReplyForm, ReplyForm
from passerelle.contributions.models import Change, Contribution, Draft, Post
from passerelle.contributions.reading.labels import labels_in
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import fill_text, quote
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person


def composer(actor: Actor, contribution: Contribution, to: str, quoted: str, form: ReplyForm | None) -> dict[str, Any]:
    """The reply form with what was being written in it, for the reply it answers or quotes."""
    place = f"reply:{contribution.pid}"
    if form is None:
        draft = next(iter(_draft(actor, place)), None)
        form = _form(actor, contribution, draft or {}, to, quoted)
    answered = str(form["parent"].value() or "")
    return {
        "reply_form": form,
        "reply_form_is_blank": isinstance(form, BlankReplyForm),
        "answering": _author_of(actor, contribution, answered) if answered else "",
        "labels": labels_in(actor, str(form["text"].value() or "")),
        "draft_place": place,
    }


@prepared
def _draft(actor: Actor, place: str) -> QuerySet[Draft, dict[str, Any]]:
    return Draft.objects.filter(person_id=actor.own_id, place=place).values_list("fields", flat=True)


def _author_of(actor: Actor, contribution: Contribution, pid: str) -> str:
    texts = Post.objects.visible_to(actor).filter(contribution=contribution, pid=pid)
    return Person.objects.visible_to(actor).filter(posts__in=texts).values_list("name", flat=True).first() or ""


def _form(actor: Actor, contribution: Contribution, draft: dict[str, Any], to: str, quoted: str) -> ReplyForm:
    """The form at the end: what was being written, then a quotation somebody asked for without JavaScript."""
    initial = {**draft, **({"parent": to} if to else {})}
    post = (
        Post.objects.visible_to(actor).filter(contribution=contribution, pid=quoted).select_related("author").first()
        if quoted
        else None
    )
    if post is not None and not post.is_tombstone:
        told = quotation(actor, post)
        initial["text"] = "\n\n".join(
            filter(None, (initial.get("text"), f"{told['mention']}\n{told['text']}".strip(), ""))
        )
    return ReplyForm(initial=initial) if initial else BlankReplyForm()


def wording(post: Post) -> str:
    """What its author goes on writing: the change they proposed, else the text as it is."""
    return Change.objects.filter(post=post).values_list("source", flat=True).first() or post.source


def edit_reply_context(actor: Actor, post: Post, form: ReplyForm) -> dict[str, Any]:
    """The page where a reply is mended."""
    return {
        "post": post,
        "contribution": post.contribution,
        "form": form,
        "labels": labels_in(actor, str(form["text"].value() or "")),
        "held": rules.is_read_first(post, actor),
    }


def quotation(actor: Actor, post: Post) -> dict[str, str]:
    """The text as a Markdown quotation and as plain words, and how its author is mentioned by whoever may meet them."""
    author = Person.objects.visible_to(actor).filter(pk=post.author_id or 0).first()
    return {
        "text": quote(post.source),
        "plain": fill_text(post.html, names_for(actor, [post.html])),
        "mention": f"@{{person:{author.pid}}}" if author else "",
        "name": author.name if author else "",
        "pid": post.pid,
    }
