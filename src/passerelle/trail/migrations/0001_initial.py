import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contributions", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("observed", "Saw it"),
                            ("framed", "Saw what it has in common"),
                            ("proposed", "Proposed"),
                            ("improved", "Improved"),
                            ("tested", "Tried it out"),
                            ("built", "Built"),
                            ("documented", "Wrote it down"),
                            ("adopted", "Took it up"),
                            ("sponsored", "Made room for it"),
                            ("facilitated", "Brought people together"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("accepted", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="contributions.contribution",
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
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("contribution", "person", "role"), name="credit_once")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("move", models.SlugField(max_length=40)),
                ("before", models.CharField(max_length=40)),
                ("after", models.CharField(max_length=40)),
                ("reason", models.TextField(max_length=4000, verbose_name="reason")),
                ("options", models.TextField(blank=True, max_length=4000, verbose_name="what else came into question")),
                ("evidence", models.TextField(blank=True, max_length=4000, verbose_name="what it rests on")),
                (
                    "dissent",
                    models.TextField(blank=True, max_length=4000, verbose_name="who thought otherwise, and why"),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="look at it again on")),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "decider",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("reason", ""), _negated=True), ("decider", None), _connector="OR"),
                        name="decision_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("observed_in", "is seen in"),
                            ("derived_from", "comes from"),
                            ("realises", "carries out"),
                            ("answers", "answers"),
                            ("part_of", "is part of"),
                            ("supported_by", "is supported by"),
                            ("inspired_by", "is inspired by"),
                            ("related_to", "is related to"),
                            ("takes_in", "takes in"),
                        ],
                        max_length=16,
                    ),
                ),
                ("weight", models.FloatField(default=1.0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("disputed", "Disputed"),
                            ("tombstoned", "Taken away"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("human", "A person"), ("system", "Passerelle")], default="human", max_length=6
                    ),
                ),
                ("asserted_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "asserted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads_on_by",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "later",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goes_back_by",
                        to="contributions.contribution",
                    ),
                ),
                ("passages", models.ManyToManyField(related_name="links", to="contributions.passage")),
            ],
            options={
                "indexes": [models.Index(fields=["earlier", "later"], name="link_onwards")],
                "constraints": [
                    models.UniqueConstraint(fields=("later", "earlier", "relation"), name="link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("later", models.F("earlier")), _negated=True), name="link_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gt", 0), ("weight__lte", 1)), name="link_weight"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("metric", models.CharField(max_length=120, verbose_name="what was measured")),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                (
                    "baseline",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="before"),
                ),
                ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="after")),
                ("method", models.TextField(max_length=2000, verbose_name="how it was measured")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "A: chosen by lot or introduced in turns, and compared"),
                            ("B", "B: before and after, beside places without it"),
                            ("C", "C: before and after"),
                            ("D", "D: a number somebody gives"),
                            ("E", "E: somebody says so"),
                        ],
                        max_length=1,
                        verbose_name="how sure it is",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "measured_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="outcome_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grade__in", ("A", "B", "C")), _negated=True),
                            ("baseline__isnull", False),
                            _connector="OR",
                        ),
                        name="outcome_compared",
                    ),
                ],
            },
        ),
    ]
