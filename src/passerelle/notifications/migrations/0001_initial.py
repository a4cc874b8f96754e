import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock
import passerelle.lib.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0001_initial"),
        ("contributions", "0001_initial"),
        ("people", "__first__"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Gesture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(default=passerelle.lib.ids.new_public_id, max_length=12)),
                ("before", models.JSONField()),
                ("level", models.CharField(blank=True, max_length=8)),
                (
                    "muted",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.BigIntegerField()),
                ("verb", models.CharField(max_length=48)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("mention", "Mention"),
                            ("answer", "Answer"),
                            ("reply", "Reply"),
                            ("accepted", "Accepted"),
                            ("invitation", "Invitation"),
                            ("membership", "Membership"),
                            ("moderation", "Moderation"),
                            ("reported", "Reported"),
                            ("moved", "Moved"),
                            ("upstream", "Upstream"),
                            ("message", "Message"),
                            ("followed", "Followed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("surfaces_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("read_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("digest_from", models.DateTimeField(null=True)),
                ("mail_claims", models.PositiveSmallIntegerField(default=0)),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "contribution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contributions.post",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["person", "-surfaces_at", "-id"],
                        name="notice_inbox",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None), ("read_at", None)),
                        fields=["person", "surfaces_at"],
                        name="notice_unread",
                    ),
                    models.Index(
                        condition=models.Q(("done_at__isnull", False)),
                        fields=["person", "-done_at", "-id"],
                        name="notice_done",
                    ),
                    models.Index(fields=["person", "contribution", "surfaces_at"], name="notice_about"),
                    models.Index(
                        condition=models.Q(("digest_from__isnull", False), ("mailed_at", None), ("read_at", None)),
                        fields=["person", "digest_from"],
                        name="notice_waits",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("entry_id", "person"), name="notice_once")],
            },
        ),
        migrations.CreateModel(
            name="PushSubscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("endpoint", models.CharField(max_length=1000, unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                (
                    "browser",
                    models.CharField(
                        choices=[
                            ("chrome", "Chrome"),
                            ("edge", "Edge"),
                            ("firefox", "Firefox"),
                            ("opera", "Opera"),
                            ("safari", "Safari"),
                            ("samsung", "Samsung Internet"),
                            ("other", ""),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "system",
                    models.CharField(
                        choices=[
                            ("android", "Android"),
                            ("ios", "iOS"),
                            ("linux", "Linux"),
                            ("mac", "macOS"),
                            ("windows", "Windows"),
                            ("other", ""),
                        ],
                        max_length=8,
                    ),
                ),
                ("shows_words", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sessions.session"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Push",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claims", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="notifications.notice"
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="notifications.pushsubscription",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("subscription", "notice"), name="push_once")],
            },
        ),
        migrations.CreateModel(
            name="Wishes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ways", models.JSONField(default=dict)),
                ("pushes", models.JSONField(default=dict)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("daily", "Every day"),
                            ("weekly", "Once a week"),
                            ("monthly", "On the first of the month"),
                            ("never", "Never"),
                        ],
                        default="daily",
                        max_length=8,
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(7),
                        ],
                    ),
                ),
                (
                    "hour",
                    models.PositiveSmallIntegerField(
                        default=8, validators=[django.core.validators.MaxValueValidator(23)]
                    ),
                ),
                (
                    "quiet_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(23)]
                    ),
                ),
                (
                    "quiet_until",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(23)]
                    ),
                ),
                ("working_days", models.CharField(default="1234567", max_length=7)),
                ("leave_from", models.DateField(blank=True, null=True)),
                ("leave_until", models.DateField(blank=True, null=True)),
                ("paused_until", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
    ]
