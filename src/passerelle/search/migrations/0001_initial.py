"""The document table, and the engine's own table beside it."""

from django.db import migrations, models

from passerelle.search.backends import backend_for


def create_index(apps, schema_editor):
    """Make the engine's empty table; it is derived data, so the engine of today makes it."""
    backend_for(schema_editor.connection).create()


def drop_index(apps, schema_editor):
    backend_for(schema_editor.connection).drop()


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("contribution", "Contribution"),
                            ("reply", "Reply"),
                            ("person", "Person"),
                            ("community", "Community"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                ("contribution_id", models.BigIntegerField(db_index=True, null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("author_id", models.BigIntegerField(null=True)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("state", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("created_at", models.DateTimeField()),
                ("indexed_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("subject", "subject_id"), name="search_document_once")],
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
