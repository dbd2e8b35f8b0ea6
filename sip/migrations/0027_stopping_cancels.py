"""Who takes part and withdraws the consent on the giver's word cancels the meeting that was called too. [CS-20]

Only whoever leads the plan could, so that a meeting kept all others from withdrawing. The plan is stopped first.
"""

from django.db import migrations

from sip.access.plans_sql import LED, PLAN

STOPPED = """EXISTS (
  SELECT FROM sip_sipplan s WHERE s.case_id = sip_planmeeting.case_id AND s.status = 'stopped')"""
MEETING = "ALTER POLICY sip_planmeeting_update_app_2 ON sip_planmeeting USING ({}) WITH CHECK ({});"
WIDER = MEETING.format(
    f"{PLAN} AND ({LED} OR (status = 'called' AND {STOPPED}))",
    f"{PLAN} AND ({LED} OR (status = 'cancelled' AND {STOPPED}))",
)
NARROWER = MEETING.format(f"{PLAN} AND {LED}", f"{PLAN} AND {LED}")


class Migration(migrations.Migration):
    dependencies = [("sip", "0026_lasting")]
    operations = [migrations.RunSQL(WIDER, NARROWER)]
