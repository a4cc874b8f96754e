import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("topics", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="persontopic",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="known_by", to="topics.topic"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="topics",
            field=models.ManyToManyField(
                blank=True, related_name="people", through="people.PersonTopic", to="topics.topic"
            ),
        ),
        migrations.AddField(
            model_name="refusingaddress",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="refusing_addresses",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sites",
                to="people.organisation",
                verbose_name="partner",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="people",
                to="people.site",
            ),
        ),
        migrations.AddField(
            model_name="staffcard",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="card", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="people.unit",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="people",
                to="people.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                fields=("email",),
                name="invitation_one_open_per_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="persontopic",
            constraint=models.UniqueConstraint(fields=("person", "topic"), name="person_topic_once"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_guest", False), ("access_until__isnull", False), _connector="OR"),
                name="guest_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_guest", False), ("is_administrator", False), _connector="OR"),
                name="guest_never_administers",
            ),
        ),
    ]
