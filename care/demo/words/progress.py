"""What the demo's colleagues write in progress notes: invented, short, about nobody."""

TEMPLATES = (
    (
        "Weekly visit",
        "visit",
        {"data": "Since last week:\n\nSleep, food, cravings:", "plan": "Until next week:"},
    ),
    ("Family session", "family", {"data": "Who came, and what they hoped for:", "assessment": "", "plan": ""}),
)
# Parts of a DAP note: how many days ago, data, assessment, plan.
VISITS = (
    (
        16,
        "Came on the bus, on time. Sleeps five hours, two more than in the spring. Craving 3 of 10, mostly in the evening. "
        "Says: “Mornings are mine again.”",
        "Steadier since the dose went up. Evenings alone are the hard hours.",
        "Goes on as it is. Calls the peer on Thursday evenings. Next visit in two weeks.",
    ),
    (
        2,
        "Met the sister on Sunday, for the first time since the summer. Used once on Tuesday, told it by themselves, and came in "
        "the next morning.",
        "A return to use after a hard week, met with a plan that held: naloxone at hand, somebody called.",
        "Look at the evening plan together. Naloxone kit is in date. Next visit on Friday.",
    ),
)
GROUP = (
    "Tuesday skills group",
    "Practiced two ways to leave a room where somebody offers. Each chose one to try before next week.",
    (
        "Spoke twice, and helped to set up the chairs.",
        "Listened, and stayed until the end.",
        "Tried it out at once.",
    ),
)
ADDED = "The sister called on Monday: she will come along to the next visit."
BEGUN = "Came in early. We began with what went well:"
