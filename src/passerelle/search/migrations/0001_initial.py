"""The document table, and the engine's own table beside it."""

import django.db.models.deletion
from django.db import migrations, models

from passerelle.search.backends import backend_for


def create_index(apps, schema_editor):
    """Make the engine's empty table; it is derived data, so the engine of today makes it."""
    backend_for(schema_editor.connection).create()


def drop_index(apps, schema_editor):
    backend_for(schema_editor.connection).drop()


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contributions", "0001_initial"),
    ]

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
                            ("file", "File"),
                            ("person", "Person"),
                            ("community", "Community"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                ("contribution_id", models.BigIntegerField(db_index=True, null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("indexed_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("subject", "subject_id"), name="search_document_once")]
            },
        ),
        migrations.CreateModel(
            name="FileText",
            fields=[
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reading",
                        serialize=False,
                        to="contributions.attachment",
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=8)),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("encrypted", "encrypted"),
                            ("damaged", "damaged"),
                            ("unsafe", "unsafe"),
                            ("too_large", "too_large"),
                            ("too_long", "too_long"),
                            ("wordless", "wordless"),
                        ],
                        max_length=12,
                    ),
                ),
                ("read_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SoughtWeek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("monday", models.DateField()),
                ("language", models.CharField(max_length=8)),
                ("searches", models.PositiveIntegerField()),
                ("vain", models.PositiveIntegerField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("monday", "language"), name="sought_week_once")]},
        ),
        migrations.CreateModel(
            name="SoughtWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("monday", models.DateField()),
                ("language", models.CharField(max_length=8)),
                ("words", models.CharField(max_length=60)),
                ("people", models.PositiveIntegerField()),
                ("vain", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("monday", "language", "words"), name="sought_words_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="Vector",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="vector",
                        serialize=False,
                        to="search.document",
                    ),
                ),
                ("model", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField(db_index=True)),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.RunPython(create_index, drop_index),
    ]
