"""The questions at a page's pace: a person's own way to the rows, one case's where that is asked, each once. [ADR 8]"""

from django.db import migrations

from core.access.migration_ops import policy_function, remembered
from sip.access import questions


def again(name: str, returns: str, body: str, language: str = "sql") -> migrations.RunSQL:
    return policy_function(name, returns, body, language=language, reverse_body=body)


class Migration(migrations.Migration):
    dependencies = [("sip", "0007_namesakes"), ("access", "0003_remembered"), ("people", "0007_acting_row")]
    operations = [
        again("case_relations()", questions.RELATION, questions.CASE_RELATIONS, "plpgsql"),
        *(
            operation
            for name, kept_as in questions.REMEMBERED.items()
            for operation in remembered(name, questions.QUESTIONS[f"{name}()"], kept_as=kept_as)
        ),
        *(
            again(name, "SETOF uuid", body)
            for name, body in questions.QUESTIONS.items()
            if name.removesuffix("()") not in questions.REMEMBERED
        ),
    ]
