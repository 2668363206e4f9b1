"""What the demo's counselor keeps of conversations: invented, short, about nobody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """One note: how many days ago the session was, what was kept, and what became of it.

    'draft', 'signed', 'asked' (a colleague is asked to sign beside), 'beside' (and did), or 'error'.
    """

    days_ago: int
    text: str
    became: str
    added: str = ""


STORIES: tuple[tuple[Kept, ...], ...] = (
    (
        Kept(
            30,
            "Long silence after I asked about the father. I did not fill it. Then a story about a fishing trip, told as if it"
            " had happened to somebody else.\n\nI notice that I want to reassure too early. Next time: wait.",
            "beside",
            "Read again before today’s session. The fishing trip came back by itself, told in the first person.",
        ),
        Kept(
            9,
            "Laughed for the first time in weeks, about the dog. When I named it the face closed again.\n\n“You write that"
            " down?” We spoke about what this page is for, and that nobody else opens it.",
            "signed",
        ),
        Kept(
            2,
            "Came in with the drawing. We looked at it together and said little. My own tiredness was in the room, too.",
            "asked",
        ),
        Kept(0, "Began with the weather, as always when something is near. To think about before Thursday:", "draft"),
    ),
    (
        Kept(
            16,
            "The sister is a wall and a door, in the same sentence. I asked which it is today.\n\nA wish to be told what to do;"
            " I gave it back as a question, and it was taken well.",
            "signed",
        ),
        Kept(15, "The sister is a wall and a door, in the same sentence.", "error"),
    ),
    (
        Kept(
            1,
            "Speaks to me as to a teacher. I wonder who taught without listening. We stayed with that for a while.",
            "asked",
        ),
    ),
)
