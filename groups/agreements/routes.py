"""Who reaches the pages of agreements: any assignment, and then the relation decides. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
SEES = "in force, of an own forum, or named to sign or answer"
LEADS = "leads the forum"
ROUTES = [
    Route("groups:agreement_list", READ, SIGNED_IN, relation="own region"),
    Route("groups:agreement_new", BOTH, SIGNED_IN, object="forum", relation=LEADS),
    Route("groups:agreement_detail", READ, SIGNED_IN, object="agreement", relation=SEES),
    Route("groups:agreement_write", READ, SIGNED_IN, object="agreement", relation="sits in the forum"),
    Route("groups:chapter_save", {"POST"}, SIGNED_IN, object="agreement chapter", relation="sits in the forum"),
    Route("groups:agreement_pdf", READ, SIGNED_IN, object="agreement", relation=SEES, pace="pdf"),
    Route("groups:agreement_kept", READ, SIGNED_IN, object="agreement", relation=SEES),
    Route("groups:agreement_compare", READ, SIGNED_IN, object="agreement", relation=SEES),
    Route("groups:agreement_annex", BOTH, SIGNED_IN, object="agreement", relation=LEADS),
    Route("groups:agreement_annex_remove", BOTH, SIGNED_IN, object="agreement file", relation=LEADS),
    Route("groups:agreement_note", BOTH, SIGNED_IN, object="agreement", relation=SEES),
    Route("groups:agreement_file", READ, SIGNED_IN, object="agreement file", relation=SEES),
    Route("groups:agreement_sign", BOTH, SIGNED_IN, object="agreement party", relation="named to sign"),
    Route("groups:agreement_paper", BOTH, SIGNED_IN, object="agreement party", relation=LEADS),
    Route("groups:agreement_evaluate", BOTH, SIGNED_IN, object="agreement", relation="leads, or the county's office"),
    Route("groups:agreement_look_at", BOTH, SIGNED_IN, object="agreement party", relation="named to sign, or leads"),
    Route("groups:party_note", BOTH, SIGNED_IN, object="agreement party", relation="named to sign, or leads"),
    Route("groups:asked_note", BOTH, SIGNED_IN, object="agreement asked", relation="named to answer, or leads"),
]
