REGION_LEVEL = {
    "obligations_deadlinerule",
    "obligations_obligation",
    "obligations_obligationevent",
    "obligations_obligationcount",
}
DEFINERS = {"unled_obligation_ids"}
