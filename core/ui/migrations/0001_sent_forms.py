import uuid

from django.db import migrations, models

from core.access.migration_ops import protect

OWN = "assignment_id = (SELECT access.assignment_id())"


class Migration(migrations.Migration):
    """A form is taken in once, however often it is sent. [security 10]"""

    initial = True
    dependencies = [("access", "0001_context")]

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("region_id", models.UUIDField()),
                ("assignment_id", models.UUIDField()),
                ("answer_url", models.CharField(blank=True, max_length=500)),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["assignment_id", "sent_at"], name="ui_sentform_of_assignment")],
            },
        ),
        protect(
            "ui_sentform",
            read=OWN,
            insert=OWN,
            update=OWN,
            delete=OWN,
            roles={"bus_app": "SELECT,INSERT,UPDATE,DELETE"},
        ),
    ]
