"""What stands in attached files. Those that are there already are read by and by, without a hurry."""

import django.db.models.deletion
from django.db import migrations, models

PROBLEMS = ["encrypted", "damaged", "unsafe", "too_large", "too_long", "wordless"]
SUBJECTS = ["contribution", "reply", "file", "person", "community"]


class Migration(migrations.Migration):
    dependencies = [("contributions", "0006_happened_at"), ("search", "0003_impacts")]
    operations = [
        migrations.AlterField(
            "document", "subject", models.CharField(choices=[(name, name.title()) for name in SUBJECTS], max_length=12)
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
                ("problem", models.CharField(blank=True, choices=[(name, name) for name in PROBLEMS], max_length=12)),
                ("read_at", models.DateTimeField()),
            ],
        ),
    ]
