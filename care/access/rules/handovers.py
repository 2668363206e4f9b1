"""Where an e-mail to somebody outside stands, from the colleague's yes to the moment at which it has left. Pure."""

from enum import StrEnum

from care.actor.vocabulary import Described


class HandOverState(Described):
    """Where it stands."""

    WAITING = "waiting", "Waiting", "The colleague said yes; the gate is asked again when it is about to leave."
    SENT = "sent", "Sent", "The recipient's mail server took it."
    DROPPED = "dropped", "Not sent", "What it rested on no longer stood when it was about to leave."
    FAILED = "failed", "Could not be sent", "No mail server took it."


class HandOverMove(StrEnum):
    """What happens to it."""

    SEND = "send"
    DROP = "drop"
    GIVE_UP = "give up"


HAND_OVER_MOVES: dict[tuple[HandOverState, HandOverMove], HandOverState] = {
    (HandOverState.WAITING, HandOverMove.SEND): HandOverState.SENT,
    (HandOverState.WAITING, HandOverMove.DROP): HandOverState.DROPPED,
    (HandOverState.WAITING, HandOverMove.GIVE_UP): HandOverState.FAILED,
}


class NotPossible(ValueError):
    """It has been settled already."""


def moved(state: HandOverState, move: HandOverMove) -> HandOverState:
    """The state after a move.

    Raises:
        NotPossible: there is no such move from here.
    """
    try:
        return HAND_OVER_MOVES[state, move]
    except KeyError:
        raise NotPossible(f"{move.value} from {state.value}") from None


def hand_over_diagram() -> str:
    """The machine as the room's README shows it."""
    lines = ["stateDiagram-v2", f"    [*] --> {HandOverState.WAITING.value}"]
    lines += [f"    {before.value} --> {after.value}: {move.value}" for (before, move), after in HAND_OVER_MOVES.items()]
    lines += [f"    {state.value} --> [*]" for state in HandOverState if state is not HandOverState.WAITING]
    return "\n".join(lines)
