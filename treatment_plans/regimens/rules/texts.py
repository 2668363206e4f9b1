"""How a dose, an order and all orders of a person are written. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from treatment_plans.regimens.vocabulary import Frequency, OrderStatus


def amount_text(amount: Decimal) -> str:
    """A number without trailing zeros and never as a power of ten: '40', '2.5', '0.5'."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def dose_text(amount: Decimal, unit: str) -> str:
    """'40 mg': unit and a space, no trailing zero."""
    return f"{amount_text(amount)} {unit}"


def order_text(name: str, amount: Decimal, unit: str, frequency: Frequency) -> str:
    """'Buprenorphine XR 300 mg monthly'."""
    return f"{name} {dose_text(amount, unit)} {frequency.label}"


def schedule_text(name: str, days: Sequence[Sequence[Decimal]], unit: str) -> str:
    """'Methadone 30 to 60 mg daily by schedule': the totals of the first day and of the last; 'Methadone 40 + 40 mg daily' where
    every day is the same. `days` are the amounts of each step.
    """
    if len(days) == 1:
        return f"{name} {' + '.join(amount_text(amount) for amount in days[0])} {unit} {Frequency.DAILY.label}"
    first, last = (amount_text(sum(days[number], Decimal(0))) for number in (0, -1))
    return f"{name} {first} to {last} {unit} {Frequency.DAILY.label} by schedule"


def regimen_text(orders: Sequence[tuple[str, OrderStatus]], *, limit: int = 120) -> str:
    """The orders of a person in one line of at most `limit` characters; what does not fit is counted, what is held says so.

    What is taken as needed, as naloxone, comes after what is taken every day.
    """
    parts = [f"{text} (on hold)" if status is OrderStatus.ON_HOLD else text for text, status in orders]
    parts.sort(key=lambda text: Frequency.AS_NEEDED.label in text)
    for shown in range(len(parts), 0, -1):
        hidden = len(parts) - shown
        line = "; ".join(parts[:shown]) + (f"; {hidden} more" if hidden else "")
        if len(line) <= limit:
            return line
    return parts[0][: limit - 1] + "…" if parts else ""
