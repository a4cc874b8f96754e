import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock
import passerelle.lib.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("topics", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Community",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("slug", models.SlugField(editable=False, max_length=80)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "purpose",
                    models.CharField(
                        help_text="One sentence: what brings these people together?",
                        max_length=240,
                        verbose_name="purpose",
                    ),
                ),
                ("guidelines", models.TextField(blank=True, max_length=10000, verbose_name="guidelines")),
                ("welcome", models.TextField(blank=True, max_length=4000, verbose_name="welcome text")),
                ("cover", models.CharField(blank=True, editable=False, max_length=200)),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="languages")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("open", "Open: everybody in the organisation may read"),
                            ("closed", "Closed: everybody sees that it exists, members read"),
                            ("secret", "Secret: only members know it exists"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="who may read",
                    ),
                ),
                (
                    "joining",
                    models.CharField(
                        choices=[
                            ("anyone", "Anyone may join"),
                            ("request", "On request"),
                            ("invitation", "By invitation"),
                        ],
                        default="anyone",
                        max_length=12,
                        verbose_name="who may join",
                    ),
                ),
                (
                    "contributing",
                    models.CharField(
                        choices=[
                            ("members", "All members"),
                            ("moderated", "All members, read by a community manager first"),
                            ("stewards", "Community managers only"),
                        ],
                        default="members",
                        max_length=12,
                        verbose_name="who may contribute",
                    ),
                ),
                ("open_to_partners", models.BooleanField(default=False, verbose_name="open to partners")),
                (
                    "weekly_messages",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="From 0 to 7. Further ones of a week stand in inboxes and go into the daily mail.",
                        validators=[django.core.validators.MaxValueValidator(7)],
                        verbose_name="messages to all members mailed at once, a week",
                    ),
                ),
                ("blueprint", models.SlugField(blank=True, max_length=40)),
                ("kinds", models.JSONField(blank=True, default=list, verbose_name="kinds")),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now, editable=False)),
                ("last_activity_at", models.DateTimeField(default=passerelle.lib.clock.now, editable=False)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="communities.community",
                    ),
                ),
                ("topics", models.ManyToManyField(blank=True, related_name="communities", to="topics.topic")),
            ],
            options={
                "verbose_name_plural": "communities",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=240)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objectives",
                        to="communities.community",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CommunityInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("answered_at", models.DateTimeField(null=True)),
                ("accepted", models.BooleanField(null=True)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="communities.community",
                    ),
                ),
                (
                    "inviter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="community_invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("person", "community"),
                        name="community_invitation_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="why I would like to join")),
                ("asked_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("accepted", models.BooleanField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to="communities.community",
                    ),
                ),
                (
                    "decided_by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("person", "community"),
                        name="join_request_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("member", "Member"), ("steward", "Community manager"), ("sponsor", "Sponsor")],
                        default="member",
                        max_length=8,
                    ),
                ),
                ("by_rule", models.BooleanField(default=False)),
                ("muted", models.BooleanField(default=False)),
                ("joined_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("seen_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="communities.community",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["community", "role"], name="communities_communi_1593fd_idx")],
                "constraints": [models.UniqueConstraint(fields=("person", "community"), name="membership_once")],
            },
        ),
        migrations.CreateModel(
            name="MembershipRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                ("job_title", models.CharField(blank=True, max_length=80, verbose_name="role (job title contains)")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="communities.community"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__isnull", False),
                            ("site__isnull", False),
                            ("organisation__isnull", False),
                            models.Q(("country", ""), _negated=True),
                            models.Q(("job_title", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="membership_rule_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=240)),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key_results",
                        to="communities.objective",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("progress__lte", 100)), name="key_result_percent")
                ],
            },
        ),
    ]
