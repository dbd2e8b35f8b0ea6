"""The managers' decision goes back to the unit that raised the case, which says that it has it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region
from core.audit.migration_ops import safety_net
from sip.access.tables_sql import CASE, ME, MY_UNIT

ASSIGNMENT, UNIT = "people_roleassignment", "organisations_unit"
RECEIVES = f"""received_by_id = {ME} AND unit_id = {MY_UNIT} AND {CASE} AND EXISTS (
  SELECT FROM sip_forumcase f
  WHERE f.case_id = sip_decisionreceipt.case_id AND f.raising_unit_id = sip_decisionreceipt.unit_id
    AND f.status IN ('decided', 'closed') AND f.decided_on IS NOT NULL)"""


class Migration(migrations.Migration):
    dependencies = [("sip", "0011_tellings")]
    operations = [
        migrations.CreateModel(
            name="DecisionReceipt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision_receipt", to="sip.case"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        protect("sip_decisionreceipt", roles={"bus_app": "SELECT, INSERT"}, read=CASE, insert=RECEIVES),
        same_region("sip_decisionreceipt", "case_id", "sip_case"),
        same_region("sip_decisionreceipt", "received_by_id", ASSIGNMENT),
        same_region("sip_decisionreceipt", "unit_id", UNIT),
        safety_net("sip_decisionreceipt"),
    ]
