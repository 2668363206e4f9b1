"""Writing to the outbox: queue, publish and withdraw for the rooms; claim, mark and sweep for the worker; try again and set
aside for people."""

from care.outbox.operations.people import NoSuchDelivery, set_aside, try_again
from care.outbox.operations.sweeping import Swept, sweep
from care.outbox.operations.waking import looked, wake, waking_nobody
from care.outbox.operations.writing import forget_people, publish, queue, withdraw

__all__ = [
    "NoSuchDelivery",
    "Swept",
    "forget_people",
    "looked",
    "publish",
    "queue",
    "set_aside",
    "sweep",
    "try_again",
    "wake",
    "waking_nobody",
    "withdraw",
]
