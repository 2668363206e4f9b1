"""What can be taken apart into what it says and whom it says it about, so that a question can be written without the latter."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parts:
    """What something says, which may be compared; the values in it; and how to make one like it about other values."""

    says: Hashable
    values: tuple[Any, ...]
    about: Callable[..., Any]


class TakenApart(ABC):
    """Something that a prepared question may be given: a permit, a condition of the gate."""

    __slots__ = ()

    @abstractmethod
    def parts(self) -> Parts:
        """Its parts: whatever is not among its values is the same for two with equal `says`."""
