"""What the demo's colleagues say in a case conference: invented, short."""

# Why, what was said, and what was decided: text, what becomes of it ("noted", "task", "plan"), days until then.
TALKED = (
    (
        "Sleeps badly since the move, and asks for another evening.",
        "Steadier since the dose went up; evenings alone are the hard hours. Asked for a group closer to the new home. "
        "The team sees no reason to wait.",
        (("Ask about a place in the Thursday evening group", "task", 5), ("Evening group close to home", "plan", 90)),
    ),
    (
        "Two visits missed this month.",
        "The early shift collides with the visit. Says the visits help, and wants to keep them.",
        (("Offer a visit after four", "task", 3), ("No change of dose for now", "noted", 0)),
    ),
)
NOT_REACHED = "Rent is behind; the landlord has written."
PROPOSED = ("Wants to talk about going back to work.", "Asks whether the weekly visit can become every two weeks.")
