from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0003_change"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(condition=models.Q(("standing", "held")), fields=["standing"], name="contribution_held"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(condition=models.Q(("standing", "held")), fields=["standing"], name="post_held"),
        ),
    ]
