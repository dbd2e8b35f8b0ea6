CHILD_LEVEL = {"sip_transfer"}
DEFINERS = {"receiver_needs_basis", "consent_fits_its_case", "unborn_consent_ends", "expectation_ends"}
