"""To follow means something of its own: what is new and what becomes of it, without each reply.

Everybody is told what they were told before. Of a conversation one followed each reply was told: now that is to watch. Of a
community, a topic or a person one watched what was new was told: now that is to follow; and to follow one of these told nothing.
"""

from django.db import migrations, models


def keep_what_is_told(apps, schema_editor):
    """Move every row to the level that tells the same."""
    follows = apps.get_model("contributions", "Follow").objects
    wider = follows.filter(contribution=None)
    wider.filter(level="follow").update(level="normal")
    wider.filter(level="watch").update(level="follow")
    follows.exclude(contribution=None).filter(level="follow").update(level="watch")


def note_who_takes_part(apps, schema_editor):
    """Who brought or answered something did not choose to watch it."""
    follow, post = apps.get_model("contributions", "Follow"), apps.get_model("contributions", "Post")
    posts = post._base_manager.filter(
        contribution_id=models.OuterRef("contribution_id"), author_id=models.OuterRef("person_id")
    )
    follow.objects.filter(models.Exists(posts), level="watch").update(chosen=False)


class Migration(migrations.Migration):
    dependencies = [("contributions", "0004_what_waits")]

    operations = [
        migrations.AddField("follow", "chosen", models.BooleanField(default=True)),
        migrations.AlterField(
            "follow",
            "level",
            models.CharField(
                choices=[
                    ("watch", "Watch: everything, each reply too"),
                    ("follow", "Follow: what is new and what becomes of it"),
                    ("normal", "Normal: only what concerns me"),
                    ("mute", "Mute: nothing"),
                ],
                default="follow",
                max_length=8,
            ),
        ),
        migrations.RunPython(keep_what_is_told, migrations.RunPython.noop),
        migrations.RunPython(note_who_takes_part, migrations.RunPython.noop),
    ]
