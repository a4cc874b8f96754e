"""What people look for, without who looked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0005_vectors")]
    operations = [
        migrations.CreateModel(
            name="SoughtWeek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("monday", models.DateField()),
                ("language", models.CharField(max_length=8)),
                ("searches", models.PositiveIntegerField()),
                ("vain", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("monday", "language"), name="sought_week_once")],
            },
        ),
        migrations.CreateModel(
            name="SoughtWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("monday", models.DateField()),
                ("language", models.CharField(max_length=8)),
                ("words", models.CharField(max_length=60)),
                ("people", models.PositiveIntegerField()),
                ("vain", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("monday", "language", "words"), name="sought_words_once")
                ],
            },
        ),
    ]
