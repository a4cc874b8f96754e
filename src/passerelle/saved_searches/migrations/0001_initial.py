import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock
import passerelle.lib.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("text", models.CharField(max_length=400)),
                ("tells", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("told_until", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(condition=models.Q(("tells", True)), fields=["told_until"], name="saved_search_due")
                ],
                "constraints": [models.UniqueConstraint(fields=("owner", "text"), name="saved_search_once")],
            },
        ),
    ]
