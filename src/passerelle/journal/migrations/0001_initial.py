import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("via", models.CharField(max_length=12)),
                ("verb", models.CharField(max_length=48)),
                ("subject_type", models.CharField(max_length=48)),
                ("subject_id", models.BigIntegerField()),
                ("contribution_id", models.BigIntegerField(null=True)),
                ("community_id", models.BigIntegerField(null=True)),
                ("particulars", models.JSONField(default=dict)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(fields=["contribution_id", "id"], name="journal_ent_contrib_ac6691_idx"),
                    models.Index(fields=["community_id", "id"], name="journal_ent_communi_01dd51_idx"),
                    models.Index(fields=["subject_type", "subject_id", "id"], name="journal_ent_subject_33e939_idx"),
                    models.Index(fields=["verb", "at"], name="journal_ent_verb_a7a0ca_idx"),
                ],
            },
        ),
    ]
