"""Dates and times as people read them. Every function takes its moment and its zone; none reads the clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

ZONE_NAMES = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Mountain",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Atlantic",
}
ZONE_CHOICES = [(name, f"{label} ({name.split('/')[-1].replace('_', ' ')})") for name, label in ZONE_NAMES.items()]


def is_zone(name: str) -> bool:
    """Whether the IANA time zone database knows this name."""
    return name in available_timezones()


def zone_label(zone: str, at: datetime) -> str:
    """The zone as a screen names it once in its head: 'Eastern (EST)'."""
    short = at.astimezone(ZoneInfo(zone)).strftime("%Z")
    name = ZONE_NAMES.get(zone, zone.split("/")[-1].replace("_", " "))
    return f"{name} ({short})"


def local_date(at: datetime, zone: str) -> date:
    """The calendar day of a moment in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """First moment of a local day and of the next one; 23 or 25 hours apart when the clocks change."""
    tz = ZoneInfo(zone)
    start = datetime(day.year, day.month, day.day, tzinfo=tz)
    following = day + timedelta(days=1)
    return start, datetime(following.year, following.month, following.day, tzinfo=tz)


def day_text(day: date, today: date) -> str:
    """'Mon Nov 23', with the year when it is not this one."""
    text = f"{day:%a %b} {day.day}"
    return text if day.year == today.year else f"{text}, {day.year}"


def date_text(day: date) -> str:
    """'Mar 14, 1988'."""
    return f"{day:%b} {day.day}, {day.year}"


SPANISH_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic")


def date_in(day: date, language: str) -> str:
    """'Mar 14, 1988', or '14 mar 1988' in Spanish."""
    return f"{day.day} {SPANISH_MONTHS[day.month - 1]} {day.year}" if language == "es" else date_text(day)


def long_day_text(day: date) -> str:
    """'Monday November 23', for the head of a page."""
    return f"{day:%A %B} {day.day}"


def time_text(at: datetime, zone: str, *, with_zone: bool = False) -> str:
    """'12:42 pm', or '12:42 pm EST'."""
    local = at.astimezone(ZoneInfo(zone))
    hour = local.hour % 12 or 12
    text = f"{hour}:{local.minute:02d} {'am' if local.hour < 12 else 'pm'}"
    return f"{text} {local.strftime('%Z')}" if with_zone else text


def moment_text(at: datetime, zone: str, today: date) -> str:
    """'Mon Nov 23, 12:42 pm'."""
    return f"{day_text(local_date(at, zone), today)}, {time_text(at, zone)}"


def due_text(at: datetime, zone: str, now: datetime) -> str:
    """When something is due, as a row says it: a time today, 'tomorrow', else the day. What is late shows its day."""
    day, today = local_date(at, zone), local_date(now, zone)
    if at < now:
        return day_text(day, today) if day != today else f"{time_text(at, zone)} today"
    if day == today:
        return time_text(at, zone)
    if day == today + timedelta(days=1):
        return "tomorrow"
    return day_text(day, today)


def span_text(span: timedelta) -> str:
    """Time left beside a deadline: '1 h 52 min', '3 days'. A negative span reads as its length."""
    minutes = abs(int(span.total_seconds())) // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days = hours // 24
    return f"{days} day" if days == 1 else f"{days} days"


def age_in_years(birth_date: date, today: date) -> int:
    """Completed years of life on a day; a person born on February 29 is a year older on March 1."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
