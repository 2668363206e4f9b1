"""Words for what is done in the rooms of treatment plans. `audit_words` has those of all others."""

PLAN_VERBS: dict[str, str] = {
    "conference.planned": "Planned a case conference",
    "conference.invited": "Asked somebody to a case conference",
    "conference.uninvited": "Took somebody off those who come to a case conference",
    "conference.begun": "Began a case conference",
    "conference.came": "Marked that somebody came to a case conference",
    "conference.left": "Marked that somebody left a case conference",
    "conference.closed": "Closed a case conference",
    "conference.cancelled": "Cancelled a case conference",
    "conference.proposed": "Put the person on the agenda of a case conference",
    "conference.moved_up": "Moved the person up on an agenda",
    "conference.item_put_off": "Put the person off for another case conference",
    "conference.item_withdraw": "Took the person off an agenda",
    "conference.taken_off": "Took the person off agendas, because care here ended",
    "conference.put_back": "Put the person back on agendas, after a correction",
    "conference.taken_up": "Began to talk about the person in a case conference",
    "conference.discussed": "Wrote down what a case conference said and decided",
}
