"""The engine's table with what each stem weighs in a document: empty, to be filled by a job where there is something to find."""

from django.db import migrations

from passerelle.search.backends import backend_for


def renew_index(apps, schema_editor):
    """Make the engine's table anew; a worker fills it, since that takes as long as there are texts."""
    backend_for(schema_editor.connection).create()
    if apps.get_model("search", "Document").objects.exists():
        apps.get_model("work", "Job").objects.create(task="search.rebuild", arguments={})


class Migration(migrations.Migration):
    dependencies = [("search", "0002_levels"), ("work", "0001_initial")]
    operations = [migrations.RunPython(renew_index, migrations.RunPython.noop)]
