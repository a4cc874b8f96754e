import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("kind_idea", "0002_votes_from_outside"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="idea",
            name="looking_for",
            field=models.CharField(blank=True, max_length=200, verbose_name="we look for"),
        ),
        migrations.AddField(
            model_name="idea",
            name="team_places",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)],
                verbose_name="how many people?",
            ),
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField()),
                ("why", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("accepted", models.BooleanField(default=False)),
                ("answer", models.CharField(blank=True, max_length=200)),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="kind_idea.idea"
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
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)), fields=("idea", "person"), name="suggestion_once"
                    )
                ],
            },
        ),
    ]
