"""The engine's table as it is today: empty, to be filled by a job where there is something to find."""

from django.db import migrations

from passerelle.search.backends import backend_for


def renew_index(apps, schema_editor):
    """Make the engine's table anew; a worker fills it, since that takes as long as there are texts."""
    backend_for(schema_editor.connection).create()
    if apps.get_model("search", "Document").objects.exists():
        apps.get_model("work", "Job").objects.create(task="search.rebuild", arguments={})


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("work", "0001_initial")]
    operations = [
        *(migrations.RemoveField("document", name) for name in ("author_id", "state", "language", "created_at")),
        migrations.RunPython(renew_index, migrations.RunPython.noop),
    ]
