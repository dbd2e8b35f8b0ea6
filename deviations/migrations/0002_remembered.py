"""Which reports one sees is worked out once in a moment. [ADR 8]"""

from django.db import migrations

from core.access.migration_ops import remembered
from deviations import questions


class Migration(migrations.Migration):
    dependencies = [("deviations", "0001_reports"), ("access", "0003_remembered")]
    operations = [
        operation
        for name, kept_as in questions.REMEMBERED.items()
        for operation in remembered(name, questions.QUESTIONS[f"{name}()"], kept_as=kept_as)
    ]
