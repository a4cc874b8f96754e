import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contributions", "0001_initial"),
        ("trail", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rethought",
            fields=[
                (
                    "trend",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="contributions.contribution",
                    ),
                ),
                ("parts", models.JSONField(default=list)),
                ("close", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Trend",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="contributions.contribution",
                    ),
                ),
                ("meaning", models.CharField(blank=True, max_length=300, verbose_name="what it may mean for us")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Kept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signals", models.JSONField(default=list)),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "trend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contributions.contribution"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Placing",
            fields=[
                (
                    "signal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="contributions.contribution",
                    ),
                ),
                ("group", models.BigIntegerField(db_index=True, null=True)),
                ("nearest", models.JSONField(default=list)),
                ("words", models.JSONField(default=list)),
                (
                    "link",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="trail.link"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("link", None), ("group", None), _connector="XOR"), name="placing_somewhere"
                    )
                ],
            },
        ),
    ]
