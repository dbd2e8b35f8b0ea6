"""A consent that was asked for is answered afterwards by each who must give it, and taken back on somebody's word."""

from django.db import migrations

from sip.access import answering_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0023_secret_stay")]
    operations = [
        migrations.RunSQL(answering_sql.IS_ANSWERED, answering_sql.IS_NOT_ANSWERED),
        migrations.RunSQL(answering_sql.DOOR, answering_sql.DOOR_BACK),
        migrations.RunSQL(answering_sql.WORDS, answering_sql.NO_WORDS),
    ]
