"""What people of the demo tell of their own lives: dates that matter to them, steps, groups and how those were."""

from collections.abc import Sequence

from treatment_plans.recovery.vocabulary import GroupKind, StepKind, StepState

# The words, how many days ago the day was, and whether it comes again every month.
DATES: Sequence[tuple[str, int, bool]] = (
    ("The day I got my own key.", 410, False),
    ("Luca’s birthday. I want to be asked how it was.", 1290, False),
    ("My first day on the medicine. I felt like myself again.", 96, True),
    ("The day my sister picked up the phone.", 233, False),
    ("Mom’s day. It is a hard one; a word helps.", 1810, False),
    ("When I started at the bakery.", 58, True),
)
# The kind, the words, who helps, where it stands, and what was told when it moved.
STEPS: Sequence[tuple[StepKind, str, str, StepState, str]] = (
    (
        StepKind.WORK,
        "Day shifts only, so that I am home in the evening.",
        "The job coach",
        StepState.BEGUN,
        "Two interviews this week.",
    ),
    (
        StepKind.HOME,
        "A place with a door that I can lock.",
        "The housing navigator",
        StepState.BEGUN,
        "On the list for Elm Street.",
    ),
    (StepKind.SCHOOL, "Finish the last two exams of my GED.", "", StepState.HOPED, ""),
    (
        StepKind.PAPERS,
        "Get my birth certificate, then the ID.",
        "Legal aid",
        StepState.REACHED,
        "It came by mail. I framed the copy.",
    ),
    (StepKind.FAMILY, "Sundays with the kids, the whole day.", "My sister", StepState.REACHED, "We made pancakes."),
    (StepKind.RIDES, "My license back.", "", StepState.HOPED, ""),
    (StepKind.MONEY, "A bank account in my own name.", "A colleague here", StepState.REACHED, "The card has my name on it."),
    (StepKind.OTHER, "Play the trumpet again.", "", StepState.LET_GO, "The lip is gone. I sing now."),
)
# The kind, which one, and how it was.
GROUPS: Sequence[tuple[GroupKind, str, str]] = (
    (GroupKind.SMART, "Tuesdays at the library", "I talked for the first time. Nobody rushed me."),
    (GroupKind.TWELVE_STEP, "The early one on Hope Street", "Good coffee, a lot of talk about God. Mixed."),
    (GroupKind.PEER, "The recovery center", "We fixed bikes and did not talk much. I liked that."),
    (GroupKind.FAITH, "St. Ann’s kitchen", "I cut onions for two hours and slept well."),
    (GroupKind.OTHER, "Pickup soccer", "My knee hurts and I am happy."),
    (GroupKind.MUTUAL, "Online, at night", "It helps that it is there at two in the morning."),
)
