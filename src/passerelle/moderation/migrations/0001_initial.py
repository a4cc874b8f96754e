import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contributions", "0001_initial"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="refusal", to="contributions.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("hurtful", "It hurts or attacks somebody"),
                            ("private", "It shows something private or confidential"),
                            ("wrong_place", "It does not belong here"),
                            ("false", "It is false in a way that does harm"),
                            ("advertising", "It is advertising"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="what is wrong",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="in your words")),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("closed_at", models.DateTimeField(null=True)),
                ("removed", models.BooleanField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="contributions.post"
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("post", "reporter"), name="report_once"
                    )
                ],
            },
        ),
    ]
