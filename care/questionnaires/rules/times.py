"""Until when a questionnaire can be answered, and when the person is reminded. Own defaults. Pure."""

from datetime import datetime, timedelta

LASTS = timedelta(days=7)  # from when the message left
REMIND_AFTER = timedelta(days=2)
# An answer that calls for somebody and is not sent: so long it may still come by itself, then somebody is asked.
WAITS_FOR_SENDING = timedelta(minutes=5)


def expires_at(*, at: datetime) -> datetime:
    """Until when the link opens, for a message that leaves at `at`."""
    return at + LASTS


def remind_at(*, sent_at: datetime) -> datetime:
    """When the one reminder is due; quiet hours and the week's cap can still put it off."""
    return sent_at + REMIND_AFTER
