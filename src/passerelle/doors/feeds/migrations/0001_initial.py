import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock
import passerelle.lib.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0001_initial"),
        ("people", "__first__"),
        ("topics", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("calendar", "Calendar"),
                            ("home", "Home"),
                            ("community", "Community"),
                            ("topic", "Topic"),
                            ("person", "Person"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(default=passerelle.lib.clock.now)),
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feeds", to=settings.AUTH_USER_MODEL
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
                    "topic",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="topics.topic"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("community", None), ("person", None), ("topic", None)),
                        fields=("owner", "about"),
                        name="feed_of_oneself_once",
                    ),
                    models.UniqueConstraint(fields=("owner", "community"), name="feed_of_community_once"),
                    models.UniqueConstraint(fields=("owner", "topic"), name="feed_of_topic_once"),
                    models.UniqueConstraint(fields=("owner", "person"), name="feed_of_person_once"),
                ],
            },
        ),
    ]
