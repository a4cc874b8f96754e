import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0001_initial"),
        ("contributions", "0001_initial"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommunityAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=30, unique=True)),
                ("opened_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "community",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="communities.community"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "community addresses",
            },
        ),
        migrations.CreateModel(
            name="LastAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Received",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("taken", "Taken"),
                            ("automatic", "Automatic"),
                            ("not_ours", "Not Ours"),
                            ("unproven", "Unproven"),
                            ("stranger", "Stranger"),
                            ("expired", "Expired"),
                            ("unaddressed", "Unaddressed"),
                            ("missing", "Missing"),
                            ("refused", "Refused"),
                            ("often", "Often"),
                            ("same", "Same"),
                            ("bounced", "Bounced"),
                            ("empty", "Empty"),
                            ("long", "Long"),
                            ("large", "Large"),
                            ("unreadable", "Unreadable"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("message_id", models.CharField(blank=True, max_length=250)),
                ("at", models.DateTimeField(db_index=True, default=passerelle.lib.clock.now)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "community",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="communities.community",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contributions.post",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "received",
                "indexes": [models.Index(fields=["person", "contribution", "at"], name="received_often")],
            },
        ),
    ]
