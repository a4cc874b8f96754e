import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import passerelle.lib.clock
import passerelle.lib.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("topics", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("kind_slug", models.SlugField(max_length=40)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("slug", models.SlugField(blank=True, max_length=80)),
                ("state", models.CharField(max_length=40)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("published", "Published"),
                            ("held", "Held"),
                            ("scheduled", "Scheduled"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("removed", "Removed"),
                            ("merged", "Merged"),
                        ],
                        default="published",
                        max_length=10,
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[("placements", "Placements"), ("involved", "Involved")],
                        default="placements",
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=8)),
                ("facts", models.JSONField(default=dict)),
                ("replies_count", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("happened_at", models.DateTimeField(blank=True, null=True)),
                ("scheduled_for", models.DateTimeField(blank=True, null=True)),
                ("last_activity_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("moved_at", models.DateTimeField(null=True)),
                ("locked_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="communities.community",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="contributions.contribution",
                    ),
                ),
                ("topics", models.ManyToManyField(blank=True, related_name="contributions", to="topics.topic")),
            ],
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("quote", models.TextField(max_length=2000)),
                ("before", models.CharField(blank=True, max_length=64)),
                ("after", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("is_body", models.BooleanField(default=False)),
                ("source", models.TextField(max_length=60000)),
                ("html", models.TextField()),
                ("renderer", models.PositiveSmallIntegerField(default=0)),
                ("excerpt", models.CharField(blank=True, max_length=400)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("language_said", models.BooleanField(default=False)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("published", "Published"),
                            ("held", "Held"),
                            ("scheduled", "Scheduled"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("removed", "Removed"),
                            ("merged", "Merged"),
                        ],
                        default="published",
                        max_length=10,
                    ),
                ),
                ("reactions_count", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("edited_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="contributions.post",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="contributions.passage",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contribution", "created_at", "id"], name="post_thread"),
                    models.Index(fields=["author", "-created_at"], name="post_author"),
                    models.Index(condition=models.Q(("standing", "held")), fields=["standing"], name="post_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_body", True)), fields=("contribution",), name="post_one_body"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_body", False), ("parent", None), _connector="OR"),
                        name="post_body_has_no_parent",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="passage",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="contributions.post"
            ),
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.unit"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="contributions.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("post", "person"),
                        name="mention_person_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)), fields=("post", "unit"), name="mention_unit_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("community__isnull", False)),
                        fields=("post", "community"),
                        name="mention_community_once",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="contribution",
            name="body",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contributions.post"
            ),
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=200)),
                ("source", models.TextField(max_length=60000)),
                ("details", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("topics", models.JSONField(null=True)),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("refused_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="change", to="contributions.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bookmarks", to="contributions.post"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [models.UniqueConstraint(fields=("person", "post"), name="bookmark_once")],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pid",
                    models.CharField(
                        default=passerelle.lib.ids.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("alt", models.CharField(blank=True, max_length=300)),
                ("mime", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("is_image", models.BooleanField(default=False)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("renditions", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="attachments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="contributions.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sign",
                    models.CharField(
                        choices=[
                            ("thanks", "Thank you"),
                            ("agree", "I agree"),
                            ("idea", "Good idea"),
                            ("strong", "Strong work"),
                            ("smile", "Made me smile"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reactions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reactions", to="contributions.post"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("post", "person", "sign"), name="reaction_once")],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("source", models.TextField()),
                ("html", models.TextField()),
                ("by_machine", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="contributions.post"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("post", "language"), name="rendition_once")],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(blank=True, max_length=200)),
                ("source", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="contributions.post"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("post", "number"), name="revision_once")],
            },
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
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("contribution", "person"),
                        name="suggestion_waits_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.SlugField(max_length=40)),
                ("due_at", models.DateTimeField()),
                ("met_at", models.DateTimeField(null=True)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("met_at", None)),
                        fields=("contribution", "person", "purpose"),
                        name="deadline_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=80)),
                ("fields", models.JSONField(default=dict)),
                ("updated_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at"],
                "constraints": [models.UniqueConstraint(fields=("person", "place"), name="draft_once")],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("watch", "Watch: everything, each reply too"),
                            ("follow", "Follow: what is new and what becomes of it"),
                            ("normal", "Normal: only what concerns me"),
                            ("mute", "Mute: nothing"),
                        ],
                        default="follow",
                        max_length=8,
                    ),
                ),
                ("chosen", models.BooleanField(default=True)),
                (
                    "community",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="communities.community",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "followed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follows", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="topics.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("contribution__isnull", False)),
                        fields=("person", "contribution"),
                        name="follow_contribution_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("topic__isnull", False)),
                        fields=("person", "topic"),
                        name="follow_topic_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("community__isnull", False)),
                        fields=("person", "community"),
                        name="follow_community_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("followed__isnull", False)),
                        fields=("person", "followed"),
                        name="follow_followed_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("co_author", "Co-author"),
                            ("owner", "Owner"),
                            ("reviewer", "Reviewer"),
                            ("focal_person", "Focal person"),
                            ("on_behalf_of", "On behalf of"),
                            ("team", "Team"),
                            ("contact", "Contact"),
                        ],
                        max_length=16,
                    ),
                ),
                ("since", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="involvements",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="involvements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("contribution", "person", "part"),
                        name="involvement_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("placed_at", models.DateTimeField(default=passerelle.lib.clock.now)),
                ("is_home", models.BooleanField(default=True)),
                ("listed", models.BooleanField(default=True)),
                ("pinned_at", models.DateTimeField(null=True)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="communities.community",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="contributions.contribution",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("listed", True)),
                        fields=["community", "-placed_at", "-id"],
                        name="placement_feed",
                    ),
                    models.Index(condition=models.Q(("listed", True)), fields=["-placed_at"], name="placement_recent"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("contribution", "community"), name="placement_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_home", True)), fields=("contribution",), name="placement_one_home"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["kind_slug", "state", "-created_at"], name="contributio_kind_sl_80e5b2_idx"),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["author", "-created_at"], name="contributio_author__f8ee32_idx"),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["home", "-last_activity_at"], name="contributio_home_id_6289ab_idx"),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(condition=models.Q(("standing", "held")), fields=["standing"], name="contribution_held"),
        ),
    ]
