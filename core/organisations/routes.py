from core.access.routes import SIGNED_IN, Route

ADMINISTRATORS = {"region_admin"}
DESCRIBERS = {"region_admin", "unit_manager"}
ITS_OWN = "manager of the unit; administrator of the region"
SAME_REGION = "same region"
OTHER_ADMINISTRATOR = "administrator of the region; approval by another than who proposed"

ROUTES = [
    Route("organisations:unit_list", {"GET"}, SIGNED_IN, relation=SAME_REGION),
    Route("organisations:unit_detail", {"GET"}, SIGNED_IN, object="unit", relation=SAME_REGION),
    Route("organisations:unit_describe", {"GET", "POST"}, DESCRIBERS, object="unit text", relation=ITS_OWN),
    Route("organisations:change_list", {"GET"}, ADMINISTRATORS, relation="administrator of the region"),
    Route("organisations:change_propose", {"GET", "POST"}, ADMINISTRATORS, relation="administrator of the region"),
    Route(
        "organisations:change_decide", {"GET", "POST"}, ADMINISTRATORS, object="change", relation=OTHER_ADMINISTRATOR
    ),
    Route("organisations:area_list", {"GET"}, SIGNED_IN, relation=SAME_REGION),
    Route("organisations:area_detail", {"GET"}, SIGNED_IN, object="area", relation=SAME_REGION),
    Route("regions:profile", {"GET"}, ADMINISTRATORS, relation="administrator of the region"),
    Route("regions:override_propose", {"GET", "POST"}, ADMINISTRATORS, relation="administrator of the region"),
    Route("regions:override_approve", {"GET", "POST"}, ADMINISTRATORS, object="override", relation=OTHER_ADMINISTRATOR),
]
