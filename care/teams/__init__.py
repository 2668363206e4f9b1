"""Who cares for whom: enrolment in a programme, the care team, the caseload and its summary row."""
