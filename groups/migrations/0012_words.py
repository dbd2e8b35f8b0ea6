"""Meetings, decisions, agreements, routines and assignments are found by their words. [perf 1d]"""

from django.db import migrations

from groups import words_sql


class Migration(migrations.Migration):
    dependencies = [("groups", "0011_receipts")]
    operations = words_sql.SEARCHABLE
