"""What is answered of the urgent inquiry of special support, and that habilitation is needed for long. [F91, F92]"""

import django.contrib.postgres.fields
from django.db import migrations, models

ANSWERS = [("done", "Gjort"), ("not_done", "Inte gjort än"), ("not_relevant", "Behövs inte här")]
SIGNS = [
    ("suicide_risk", "Risk för att barnet tar sitt liv"),
    ("substances", "Barnet använder alkohol, narkotika eller andra droger"),
    ("parent", "En förälder är sjuk, missbrukar eller har dött"),
    ("lasting_habilitation", "Habilitering behövs under lång tid från både vården och socialtjänsten"),
]
SIX = [
    ("behov", "Beskriv svårigheter och resurser"),
    ("kontakt", "Ta kontakt med barnet och föräldrarna"),
    ("lagen", "Se vilka lägen som kräver mer"),
    ("parter", "Ta reda på vilka som behöver vara med"),
    ("samverkan", "Bygg upp samverkan"),
    ("kontaktpersoner", "Utse kontaktpersoner"),
]
INQUIRY = [
    ("rektorn-vet", "Rektorn vet om oron"),
    ("utredning", "Utredningen har börjat"),
    ("elevhalsan", "Elevhälsan är tillfrågad"),
    ("familjen", "Barnet och vårdnadshavarna är med"),
    ("behoven", "Behoven är utredda"),
    ("beslut", "Rektorn har bestämt om särskilt stöd behövs"),
    ("atgardsprogram", "Åtgärdsprogrammet är gjort"),
    ("uppfoljning", "Det är bestämt när stödet följs upp"),
]
SIGN = models.CharField(choices=SIGNS, max_length=20)


class Migration(migrations.Migration):
    holds_lock = "one check on sip_checkliststep, read through once: a county's in under a second"
    dependencies = [("sip", "0042_lss_offers")]
    operations = [
        migrations.AlterField(
            "needassessment",
            "signs",
            django.contrib.postgres.fields.ArrayField(base_field=SIGN, blank=True, default=list, size=None),
        ),
        migrations.AlterField("checkliststep", "step", models.CharField(choices=[*SIX, *INQUIRY], max_length=20)),
        migrations.AddField(
            "checkliststep", "answer", models.CharField(choices=ANSWERS, default="done", max_length=20)
        ),
        migrations.AddConstraint(
            "checkliststep",
            models.CheckConstraint(
                condition=models.Q(answer="done") | models.Q(step__in=[value for value, _label in INQUIRY]),
                name="a_step_of_the_six_is_done",
            ),
        ),
    ]
