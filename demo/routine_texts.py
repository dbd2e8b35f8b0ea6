"""What the demo's routines say, heading by heading. Nothing in them is about a child."""

SIP_REGION = {
    "purpose": "Barn som behöver stöd från flera verksamheter ska få en samordnad individuell plan, SIP, i tid.",
    "for_whom": "Barn och unga till och med 17 år, och placerade till och med 20 år.",
    "start": "Den som ser behovet frågar barnet och vårdnadshavarna om samtycke och kallar till möte.",
    "steps": "Fråga om samtycke.\nKalla alla som behövs.\nSkriv planen på mötet.\nBestäm vem som håller ihop den.",
    "times": "Mötet hålls inom tre veckor från det att behovet syntes.",
    "follow_up": "Planen följs upp senast efter sex månader.",
}
SIP_REGION_NEW = SIP_REGION | {
    "steps": "Fråga om samtycke.\nKalla alla som behövs.\nFråga barnet före mötet hur det vill vara med.\n"
    "Skriv planen på mötet.\nBestäm vem som håller ihop den.",
    "times": "Mötet hålls inom två veckor från det att behovet syntes.",
}
SIP_HERE = SIP_REGION | {
    "start": "Skolan kallar när behovet syns i skolan. Annars kallar den som ser det. Samordnaren hjälper till med "
    "tid och lokal.",
    "disagreement": "Frågan går till närmaste chef samma vecka, och sedan till gruppens ledare.",
}
SIP_THERE = {
    "purpose": "Barn som behöver stöd från flera ska få en plan som alla följer.",
    "start": "Alla verksamheter får kalla. Skolan ska kalla om eleven har varit borta länge.",
    "steps": "Fråga om samtycke.\nKalla alla som behövs.\nSkriv planen på mötet.",
    "times": "Mötet hålls inom fyra veckor.",
}
ABSENCE = {
    "purpose": "Elever som är borta länge från skolan ska få hjälp av dem som behövs, samtidigt.",
    "for_whom": "Elever i grundskolan som varit borta mer än en femtedel av en månad.",
    "start": "Rektorn tar kontakt med socialtjänsten och BUP när skolans egen utredning är klar.",
    "steps": "Skolan utreder varför eleven är borta.\nRektorn kallar till ett första möte.\n"
    "Verksamheterna bestämmer vem som gör vad.",
    "responsibility": "Skolan ansvarar för skolgången. Socialtjänsten ansvarar för stöd till familjen.",
    "times": "Det första mötet hålls inom två veckor.",
    "follow_up": "Gruppen går igenom hur många elever det gäller varje termin.",
}
DEVIATIONS = {
    "purpose": "Brister i samverkan ska synas, så att de går att rätta till.",
    "steps": "Skriv avvikelsen i portalen, utan uppgift om vem barnet är.\nNärmaste chef svarar den andra chefen.\n"
    "Är frågan principiell tar gruppen upp den.",
    "times": "Den andra verksamheten svarar inom 30 dagar.",
}
PLACED = {"purpose": "Barn som är placerade ska ha skola och vård från första dagen."}
WHAT_IS_NEW = "Mötet hålls inom två veckor i stället för tre, och barnet tillfrågas före mötet."
