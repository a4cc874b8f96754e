import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock
import passerelle.lib.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RefusingAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=254, unique=True)),
                (
                    "why",
                    models.CharField(
                        choices=[("gone", "Gone"), ("busy", "Busy"), ("complaint", "Complaint")], max_length=12
                    ),
                ),
                ("times", models.PositiveSmallIntegerField(default=0)),
                ("since", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("stopped_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("type", models.CharField(blank=True, max_length=40, verbose_name="type")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="city")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                ("time_zone", models.CharField(default="Europe/Paris", max_length=64, verbose_name="time zone")),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="StaffCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=256)),
                ("printed_at", models.DateTimeField()),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("blocked_until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name="e-mail")),
                (
                    "staff_number",
                    models.CharField(blank=True, max_length=40, null=True, unique=True, verbose_name="staff number"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("sort_name", models.CharField(blank=True, db_index=True, editable=False, max_length=120)),
                ("photo", models.CharField(blank=True, editable=False, max_length=200)),
                ("job_title", models.CharField(blank=True, max_length=120, verbose_name="job title")),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="level band")),
                ("pronouns", models.CharField(blank=True, max_length=40, verbose_name="pronouns")),
                ("bio", models.TextField(blank=True, max_length=4000, verbose_name="about me")),
                ("help_with", models.TextField(blank=True, max_length=1000, verbose_name="I can help with")),
                ("look_for", models.TextField(blank=True, max_length=1000, verbose_name="I look for")),
                ("responsibilities", models.TextField(blank=True, max_length=1000, verbose_name="my responsibilities")),
                ("contact_channels", models.TextField(blank=True, max_length=500, verbose_name="how to reach me")),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="languages I speak")),
                ("working_hours", models.CharField(blank=True, max_length=120, verbose_name="working hours")),
                ("leave_from", models.DateField(blank=True, null=True, verbose_name="away from")),
                ("leave_until", models.DateField(blank=True, null=True, verbose_name="away until")),
                (
                    "consents_coffee",
                    models.BooleanField(default=False, verbose_name="propose me a coffee with someone from elsewhere"),
                ),
                (
                    "consents_quotes",
                    models.BooleanField(default=False, verbose_name="my words may be quoted outside my communities"),
                ),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                (
                    "theme",
                    models.CharField(
                        choices=[("auto", "As my device"), ("light", "Light"), ("dark", "Dark")],
                        default="auto",
                        max_length=8,
                        verbose_name="appearance",
                    ),
                ),
                ("time_zone", models.CharField(blank=True, max_length=64, verbose_name="time zone")),
                (
                    "mail_rhythm",
                    models.CharField(
                        choices=[("now", "At once"), ("daily", "Once a day"), ("never", "Never")],
                        default="now",
                        max_length=8,
                        verbose_name="mail",
                    ),
                ),
                ("is_administrator", models.BooleanField(default=False)),
                ("is_guest", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("is_imported", models.BooleanField(default=False)),
                ("access_until", models.DateField(blank=True, null=True, verbose_name="access until")),
                ("charter_version", models.PositiveIntegerField(default=0, editable=False)),
                ("joined_at", models.DateTimeField(default=passerelle.lib.clock.now, editable=False)),
                ("left_at", models.DateTimeField(editable=False, null=True)),
                ("erased_at", models.DateTimeField(editable=False, null=True)),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sponsor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="guests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people",
                "ordering": ["sort_name"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("home", "Home organisation"), ("partner", "Partner")],
                        default="partner",
                        max_length=10,
                    ),
                ),
                ("accent", models.CharField(blank=True, max_length=9, verbose_name="colour")),
                ("logo", models.CharField(blank=True, editable=False, max_length=200)),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="languages")),
                ("charter", models.TextField(blank=True, max_length=20000, verbose_name="charter")),
                ("charter_version", models.PositiveIntegerField(default=0, editable=False)),
                ("ready_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "home")), fields=("kind",), name="organisation_one_home"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("community_ids", models.JSONField(default=list)),
                ("guest_until", models.DateField(null=True)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "inviter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="person",
            name="organisation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="people", to="people.organisation"
            ),
        ),
        migrations.CreateModel(
            name="PersonTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("discoverable", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="knows", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
    ]
