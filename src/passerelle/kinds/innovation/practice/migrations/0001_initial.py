import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.kinds.innovation.practice.models.adoption
import passerelle.kinds.innovation.practice.models.measurement


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0001_initial"),
        ("contributions", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("topics", "0001_initial"),
        ("trail", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Practice",
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
                ("problem", models.TextField(blank=True, max_length=1000, verbose_name="what does it solve?")),
                ("fits", models.TextField(blank=True, max_length=1000, verbose_name="when does it fit?")),
                ("fits_not", models.TextField(blank=True, max_length=1000, verbose_name="when does it not?")),
                ("takes_time", models.CharField(blank=True, max_length=160, verbose_name="time")),
                ("takes_money", models.CharField(blank=True, max_length=160, verbose_name="money")),
                ("takes_skills", models.CharField(blank=True, max_length=160, verbose_name="skills")),
                ("elements", models.TextField(blank=True, max_length=2000, verbose_name="what makes it work?")),
                ("evidence", models.TextField(blank=True, max_length=2000, verbose_name="before and after")),
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
                        default="E",
                        max_length=1,
                        verbose_name="how sure it is",
                    ),
                ),
                ("reached", models.CharField(blank=True, max_length=160, verbose_name="when one can ask you")),
                ("contact_reached", models.CharField(blank=True, editable=False, max_length=160)),
                ("proven_on", models.DateField(editable=False, null=True)),
                ("review_on", models.DateField(editable=False, null=True)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contributions.contribution",
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
                        verbose_name="where it was tried",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("considering", "Being considered"),
                            ("adapting", "Being introduced"),
                            ("in_use", "In use"),
                            ("dropped", "Given up"),
                            ("declined", "Not for them"),
                        ],
                        default="considering",
                        max_length=12,
                    ),
                ),
                ("offered_on", models.DateField()),
                ("due_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopt", "We take it up"),
                            ("adapt", "We adapt it"),
                            ("hold", "Not now"),
                            ("no", "Not for us"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answers", models.PositiveSmallIntegerField(default=0)),
                ("expects", models.CharField(blank=True, max_length=200, verbose_name="what do you expect of it?")),
                ("adapted", models.TextField(blank=True, max_length=1000, verbose_name="what do you change, and why?")),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_such_problem", "We do not have this problem"),
                            ("does_not_fit", "It does not fit a place like ours"),
                            ("missing", "Something it needs is missing here"),
                            ("other_way", "We do it another way"),
                            ("no_time", "No room for it at present"),
                            ("not_sure", "We are not sure that it works"),
                        ],
                        max_length=20,
                        verbose_name="why?",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="in your words")),
                ("hold_until", models.DateField(blank=True, null=True, verbose_name="until when?")),
                (
                    "knows_why",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="do you know why it works?",
                    ),
                ),
                (
                    "has_needs",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="is what it needs there?",
                    ),
                ),
                (
                    "talked",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="have you talked with those who do it?",
                    ),
                ),
                ("in_use_on", models.DateField(null=True)),
                ("core", models.JSONField(default=passerelle.kinds.innovation.practice.models.adoption._words)),
                ("kept", models.JSONField(default=passerelle.kinds.innovation.practice.models.adoption._words)),
                ("dropped_on", models.DateField(null=True)),
                ("exit_what", models.TextField(blank=True, max_length=1000, verbose_name="what did not work?")),
                ("exit_kept", models.TextField(blank=True, max_length=1000, verbose_name="what do you keep of it?")),
                (
                    "exit_advice",
                    models.TextField(blank=True, max_length=1000, verbose_name="what should others know first?"),
                ),
                ("reminded", models.PositiveSmallIntegerField(default=0)),
                (
                    "site",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.site"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adoptions",
                        to="kind_practice.practice",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "site"), name="adoption_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "in_use"), _negated=True), ("in_use_on__isnull", False), _connector="OR"
                        ),
                        name="adoption_in_use",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_at", models.DateTimeField()),
                ("second_at", models.DateTimeField(null=True)),
                (
                    "said",
                    models.CharField(
                        blank=True,
                        choices=[("first", "First"), ("second", "Second"), ("neither", "Neither"), ("off", "Off")],
                        max_length=8,
                    ),
                ),
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
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contributions.contribution"
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contributions.contribution"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.site"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("second_at", models.F("first_at")), _negated=True),
                        name="appointment_two_times",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FocalPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="communities.community"
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.site"),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="topics.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("community", "site", "topic"), name="focal_person_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("topic", None)),
                        fields=("community", "site"),
                        name="focal_person_of_all_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("more_is_better", models.BooleanField(default=True, verbose_name="more is better")),
                ("by_lot", models.BooleanField(default=False)),
                ("pre", models.JSONField(default=passerelle.kinds.innovation.practice.models.measurement._numbers)),
                ("post", models.JSONField(default=passerelle.kinds.innovation.practice.models.measurement._numbers)),
                (
                    "control_pre",
                    models.JSONField(default=passerelle.kinds.innovation.practice.models.measurement._numbers),
                ),
                (
                    "control_post",
                    models.JSONField(default=passerelle.kinds.innovation.practice.models.measurement._numbers),
                ),
                ("worth", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("worth_unit", models.CharField(blank=True, max_length=40)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "adoption",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measurements",
                        to="kind_practice.adoption",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outcome",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="trail.outcome"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measurements",
                        to="kind_practice.practice",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_at", None), ("worth__isnull", False), _connector="OR"),
                        name="measurement_confirmed",
                    )
                ],
            },
        ),
    ]
