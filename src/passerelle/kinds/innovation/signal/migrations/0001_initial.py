import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0001_initial"),
        ("contributions", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("topics", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
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
                    models.PositiveSmallIntegerField(default=3, verbose_name="heard within how many working days"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Signal",
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
                    "sort",
                    models.CharField(
                        choices=[
                            ("need", "Need"),
                            ("objection", "Objection"),
                            ("complaint", "Complaint"),
                            ("competitor", "Competitor"),
                            ("praise", "Praise"),
                            ("wording", "Their words"),
                            ("idea", "Customer’s idea"),
                        ],
                        max_length=12,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "customer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("private", "Private customer"),
                            ("business", "Business customer"),
                            ("dealer", "Dealer or franchisee"),
                            ("prospect", "Not a customer yet"),
                            ("former", "No longer a customer"),
                            ("several", "Several customers"),
                        ],
                        max_length=12,
                        verbose_name="from whom",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("calm", "No hurry"), ("week", "Within the week"), ("today", "Today")],
                        default="calm",
                        max_length=8,
                        verbose_name="how urgent",
                    ),
                ),
                ("promised_for", models.DateTimeField(blank=True, editable=False, null=True)),
                ("heard_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("escalated_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.site",
                        verbose_name="where",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Listening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="communities.community"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="communities.community",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="topics.topic",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("community", "person", "topic"), name="listening_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("topic", None)),
                        fields=("community", "person"),
                        name="listening_to_all_once",
                    ),
                    models.UniqueConstraint(fields=("community", "unit", "topic"), name="unit_listening_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("topic", None)),
                        fields=("community", "unit"),
                        name="unit_listening_to_all_once",
                    ),
                    models.UniqueConstraint(fields=("community", "group", "topic"), name="group_listening_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("topic", None)),
                        fields=("community", "group"),
                        name="group_listening_to_all_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group", None), ("person__isnull", False), ("unit", None)),
                            models.Q(("group", None), ("person", None), ("unit__isnull", False)),
                            models.Q(("group__isnull", False), ("person", None), ("unit", None)),
                            _connector="OR",
                        ),
                        name="listening_of_one",
                    ),
                ],
            },
        ),
    ]
