"""What texts mean, beside their documents; empty until a job makes it, where it is wanted."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_file_text")]
    operations = [
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
    ]
