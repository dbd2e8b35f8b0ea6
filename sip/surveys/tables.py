CHILD_LEVEL = {"sip_surveycode"}
REGION_LEVEL = {"sip_surveytally"}
DEFINERS = {"survey_code", "survey_asked", "survey_answer", "survey_figures"}
