import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.CharField(max_length=120, unique=True)),
                ("due_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.CharField(max_length=120)),
                ("arguments", models.JSONField(default=dict)),
                ("key", models.CharField(max_length=160, null=True, unique=True)),
                (
                    "priority",
                    models.SmallIntegerField(choices=[(10, "Soon"), (0, "Normal"), (-10, "Later")], default=0),
                ),
                ("run_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("max_attempts", models.PositiveSmallIntegerField(default=5)),
                ("lease_until", models.DateTimeField(null=True)),
                ("leased_by", models.CharField(blank=True, max_length=60)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("dead_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("dead_at__isnull", True)), fields=["priority", "run_at"], name="job_claim"
                    ),
                    models.Index(condition=models.Q(("dead_at__isnull", False)), fields=["dead_at"], name="job_dead"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("request_hash", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("headers", models.JSONField(default=dict)),
                ("body", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(db_index=True, default=passerelle.lib.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "key"), name="receipt_once")],
            },
        ),
    ]
