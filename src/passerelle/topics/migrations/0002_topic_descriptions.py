from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="descriptions",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
