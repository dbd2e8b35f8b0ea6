"""Who came has the same words for every meeting; a child's sitting may release one, a group's never does."""

from django.db import migrations, models

WORDS = [
    ("unknown", "Inte noterat"),
    ("present", "Närvarande"),
    ("absent", "Frånvarande utan ersättare"),
    ("replaced", "Ersatt"),
    ("released", "Inte längre kallad"),
]


class Migration(migrations.Migration):
    dependencies = [("groups", "0007_leaders_read_items")]
    operations = [
        migrations.AlterField(
            "invitation", "attendance", models.CharField(choices=WORDS, default="unknown", max_length=20)
        )
    ]
