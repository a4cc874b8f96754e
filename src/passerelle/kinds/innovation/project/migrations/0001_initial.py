import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contributions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Project",
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
                (
                    "goal",
                    models.TextField(blank=True, max_length=1000, verbose_name="what should be different afterwards?"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="begins on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="should be done by")),
                ("risks", models.TextField(blank=True, max_length=2000, verbose_name="what may go wrong?")),
                (
                    "release_note",
                    models.TextField(blank=True, editable=False, max_length=4000, verbose_name="what came out"),
                ),
                ("released_on", models.DateField(editable=False, null=True)),
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="project_period",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="milestone")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "progress",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="done, in percent",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="kind_project.project",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("progress__lte", 100)), name="milestone_progress")
                ],
            },
        ),
    ]
