import django.db.models.deletion
from django.db import migrations, models

import passerelle.exchange.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tool", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                (
                    "secret",
                    models.CharField(default=passerelle.exchange.models._new_secret, editable=False, max_length=64),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="communities.community"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("tool", "name"), name="source_once")],
            },
        ),
    ]
