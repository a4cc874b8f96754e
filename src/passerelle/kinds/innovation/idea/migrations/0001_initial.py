import django.core.validators
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
            name="AnswerTime",
            fields=[
                (
                    "community",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="communities.community",
                    ),
                ),
                (
                    "working_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="next step within how many working days",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Idea",
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
                ("problem", models.TextField(blank=True, max_length=2000, verbose_name="what is the problem?")),
                ("for_whom", models.CharField(blank=True, max_length=200, verbose_name="for whom?")),
                ("effect", models.TextField(blank=True, max_length=1000, verbose_name="what would change?")),
                (
                    "effort",
                    models.CharField(
                        choices=[
                            ("not_yet_known", "Hard to say yet"),
                            ("some_days", "Some days"),
                            ("some_weeks", "Some weeks"),
                            ("some_months", "Some months"),
                        ],
                        default="not_yet_known",
                        max_length=16,
                        verbose_name="how much work?",
                    ),
                ),
                ("looking_for", models.CharField(blank=True, max_length=200, verbose_name="we look for")),
                (
                    "team_places",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="how many people?",
                    ),
                ),
                ("opening_votes", models.PositiveIntegerField(default=0, editable=False)),
                ("owner_told_at", models.DateTimeField(editable=False, null=True)),
                ("managers_told_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=80, verbose_name="what is true of a good idea")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9),
                        ],
                        verbose_name="weight",
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="communities.community"
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("community", "place"), name="criterion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 9)), name="criterion_weighs"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.PositiveSmallIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="kind_idea.criterion"
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="kind_idea.idea"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("idea", "person", "criterion"), name="mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", None), models.Q(("value__gte", 1), ("value__lte", 5)), _connector="OR"
                        ),
                        name="mark_on_the_scale",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Purse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="communities.community"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "community"), name="purse_once")],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "community",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="communities.community",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="kind_idea.idea"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("returned_at", None)), fields=["person", "community"], name="vote_spent"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("idea", "person"), name="vote_once")],
            },
        ),
        migrations.CreateModel(
            name="VoteBudget",
            fields=[
                (
                    "community",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="communities.community",
                    ),
                ),
                (
                    "votes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="votes of each person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("votes__gte", 1), ("votes__lte", 100)), name="vote_budget_sound"
                    )
                ],
            },
        ),
    ]
