"""What the demo's agreements say, chapter by chapter. Nothing in them is about a child."""

LOCAL = {
    "regional": "Huvudmännen ska skapa förutsättningar för att insatser samordnas, samverka i en lokal grupp, låta "
    "barn och vårdnadshavare delta, göra en SIP när det behövs och bjuda in fristående skolor.",
    "ground": "Barnets bästa är det första vi prövar. Stöd ska komma tidigt och utgå från hela barnets liv.",
    "target": "Barn och unga till och med 17 år som behöver stöd från flera verksamheter samtidigt. För placerade barn "
    "gäller överenskommelsen till och med 20 år.",
    "goals": "Inom ett år: varje barn som behöver det har en SIP som följs upp.\n"
    "Inom fyra år: färre barn väntar på att verksamheterna ska bli överens.",
    "missions": "Kommunen ansvarar för socialtjänst, förskola och skola. Regionen ansvarar för hälso- och sjukvård.\n"
    "Den som först ser ett behov tar kontakt med de andra. Ansvaret går inte över förrän någon annan har tagit det.",
    "procedure": "Verksamheterna samverkar genom SIP och, där det finns, individforum.\n"
    "Var och en betalar för sina egna insatser. Den som beställer något utöver det betalar för det.",
    "structure": "Gruppen möts minst en gång varje termin. Varje verksamhet utser en ledamot och en ersättare.",
    "sip": "Den verksamhet som ser behovet kallar. Planen följs upp senast sex månader efter att den gjordes.",
    "procurement": "När en part upphandlar verksamhet för målgruppen ska avtalet säga att överenskommelsen gäller.",
    "disagreement": "Frågan lyfts till närmaste chef i varje verksamhet, och därefter till gruppen. Barnet får den "
    "hjälp som redan är beslutad under tiden.",
    "deviations": "En brist i samverkan rapporteras som avvikelse, utan uppgift om vem barnet är.",
    "consent": "Samtycke är skriftligt och gäller ett bestämt tillfälle.",
    "follow_up": "Gruppen följer upp överenskommelsen varje år och tar in vad barn och vårdnadshavare tycker.",
    "validity": "Gäller från att alla parter har skrivit under, tills vidare. Varje part kan begära omförhandling.",
}
ABSENCE = {
    "target": "Elever i grundskolan som har varit borta från skolan mer än en femtedel av en månad.",
    "missions": "Skolan utreder frånvaron. Socialtjänsten och BUP deltar när skolan ber om det.",
    "procedure": "Skolan kallar till ett första möte inom två veckor. Varje verksamhet betalar för sin medverkan.",
    "goals": "Hälften så många elever med lång frånvaro inom två år.",
}
BEST = (
    "Barn får hjälp tidigare när verksamheterna vet vem som gör vad. Ungdomar har sagt att de vill slippa berätta "
    "samma sak flera gånger. Det finns nu med i kapitlet om SIP."
)
SCHOOL = "Vi vill delta i gruppen och följa rutinen. Skriv ut att fristående skolor kallar till SIP på samma sätt."
PARENTS = "Familjer behöver få veta vem de ska ringa. Skriv det så att det går att förstå."
CLINIC = "Vi kan delta inom två veckor om vi får kallelsen skriftligt."
TAKEN_IN = "Infört i kapitlet om SIP."
