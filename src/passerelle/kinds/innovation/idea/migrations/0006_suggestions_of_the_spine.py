"""Suggested improvements of ideas move to the spine, with what the journal calls them."""

from django.db import migrations

VERBS = ("suggested", "suggestion_accepted", "suggestion_declined", "suggestion_taken_back")
COLUMNS = ("person_id", "source", "why", "version", "at", "decided_at", "accepted", "answer")


def move(apps, schema_editor):
    """Copy each row, and say what happened in the words of today."""
    new = apps.get_model("contributions", "Suggestion")
    rows = apps.get_model("kind_idea", "Suggestion").objects.order_by("pk").values("idea_id", *COLUMNS)
    new.objects.bulk_create(
        [new(contribution_id=row["idea_id"], **{name: row[name] for name in COLUMNS}) for row in rows.iterator()],
        batch_size=500,
    )
    entries = apps.get_model("journal", "Entry").objects
    for verb in VERBS:
        entries.filter(verb=f"idea.{verb}").update(verb=f"contribution.{verb}")


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0007_suggestion"),
        ("journal", "0001_initial"),
        ("kind_idea", "0005_answer_time"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name="Suggestion"),
    ]
