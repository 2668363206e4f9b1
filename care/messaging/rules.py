"""What a refusal of a provider means, and the key under which a message is the same message. Pure."""

import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(hours=24)  # a provider that asks for more is asked again after this
_TRY_AGAIN = frozenset({408, 409, 425, 429})


class SendError(Exception):
    """A message did not leave, or nobody knows whether it did. Holds a code, never an address or a text.

    `permanent`: trying the same again would fail in the same way. `retry_after`: what the provider asked for.
    """

    def __init__(self, code: str, *, permanent: bool = False, retry_after: timedelta | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.retry_after = retry_after


def message_key(key: str) -> str:
    """The idempotency key as providers see it: the same for each try, and telling nothing of what the message is about."""
    return hashlib.sha256(b"message:" + key.encode()).hexdigest()[:40]


def is_permanent(status: int) -> bool:
    """Whether an HTTP answer of a provider says that the same request will always be refused.

    4xx is the sender's fault, but for a timeout, a conflict with a try in flight, and too many at once. A redirect is never
    followed: where it leads is not the host that the clinic allowed, and only people can mend that.
    """
    return 300 <= status < 500 and status not in _TRY_AGAIN


def wait_asked(header: str, *, at: datetime) -> timedelta | None:
    """`Retry-After` as RFC 9110 has it, seconds or a date; none where there is none that can be read. At most a day."""
    text = header.strip()
    if text.isdecimal():
        return min(timedelta(seconds=min(int(text), 10**6)), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment - at, timedelta()), LONGEST_WAIT)
