"""The lines of the matrix about medication: orders, their doses, the formulary."""

from tests.house_rules.who import ALL, CARE, DOSE_GIVERS, FORMULARY, NURSES, PRESCRIBERS, Line

MEDICATION: dict[str, Line] = {
    # medication: of the little clinic's people there is a draft
    "regimens:new": Line(PRESCRIBERS, 200, 422),
    "regimens:verbal": Line(NURSES, 200, 422),
    "regimens:cosign": Line(PRESCRIBERS, None, 422),
    "regimens:not_so": Line(PRESCRIBERS, 409, 409),
    "regimens:conditions": Line(CARE, 200, 422),
    "regimens:taper": Line(PRESCRIBERS, 409, 409),
    "formulary:formulary": Line(FORMULARY, 200, None, says_404_to_all=False),
    "formulary:change": Line(FORMULARY, None, 404, says_404_to_all=False),
    "regimens:order": Line(PRESCRIBERS, 200, None),
    "regimens:sign": Line(PRESCRIBERS, None, 422),
    "regimens:set_aside": Line(PRESCRIBERS, None, 302),
    "regimens:dose": Line(PRESCRIBERS, 409, 409),
    "regimens:hold": Line(PRESCRIBERS, 409, 409),
    "regimens:resume": Line(PRESCRIBERS, None, 409),
    "regimens:complete": Line(PRESCRIBERS, None, 409),
    "regimens:stop": Line(PRESCRIBERS, 409, 409),
    # doses: of the little clinic's people one order is in force, with one dose on record
    "regimens:calendar": Line(CARE, 200, None),
    "injections:due": Line(ALL, 200, None),
    "regimens:window": Line(DOSE_GIVERS, 200, 409),
    "regimens:follow": Line(CARE, None, 404),
    "regimens:unfollow": Line(CARE, None, 409),
    "regimens:dose_record": Line(DOSE_GIVERS, 200, 422),
    "regimens:take_home": Line(DOSE_GIVERS, 200, 422),
    "regimens:dose_void": Line(DOSE_GIVERS, 200, 422),
    "regimens:dose_vomited": Line(DOSE_GIVERS, 200, 422),
    "regimens:dose_again": Line(PRESCRIBERS, 200, 422),
}
