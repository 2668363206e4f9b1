"""The words of safety alerts: when the rules were asked, what came of an alert, why a prescriber went on. Pure."""

from care.actor.vocabulary import Described


class Moment(Described):
    """When the rules are asked."""

    WRITTEN = "written", "Written", "A draft is kept: hard stops refuse it, the rest may stay open."
    SIGNED = "signed", "Signed", "It comes into force: what may be overridden needs its reason."
    RESUMED = "resumed", "Resumed", "A held order comes into force again."
    DOSE = "dose", "Dose", "A dose is about to be given."


class Outcome(Described):
    """What came of one alert."""

    STOPPED = "stopped", "Stopped", "Nothing was saved."
    OVERRIDDEN = "overridden", "Overridden", "A prescriber went on and said why."
    SECONDED = "seconded", "Second prescriber", "A second prescriber agreed."
    OPEN = "open", "Left open", "The draft was kept; it is answered at the signature."
    SHOWN = "shown", "Shown", "Information: no answer was asked for."


class OverrideReason(Described):
    """Why a prescriber goes on after an alert."""

    BENEFIT = "benefit", "Benefit outweighs the risk", "Talked over with the person."
    WATCHED = "watched", "The risk is watched", "Tests, visits or observation are arranged."
    VERIFIED = "verified", "Verified elsewhere", "Another program, pharmacy or record confirms it."
    TOLERATED = "tolerated", "Taken before without harm", "The same dose or combination was tolerated."
    NO_OTHER = "no_other", "No other medicine fits", "The alternatives were tried or do not suit."
    BRIEF = "brief", "For a few days only", "It ends soon."
    OUT_OF_DATE = "out_of_date", "The fact is out of date", "What the rule rests on is no longer so."
    OTHER = "other", "Another reason", "Written in words."


class SecondAnswer(Described):
    """What a second prescriber says."""

    AGREED = "agreed", "Agreed", "It may be signed as it is written."
    DECLINED = "declined", "Not agreed", "It is not signed as it is written."


class Verdict(Described):
    """What a second person says of a figure that a colleague proposes."""

    APPROVED = "approved", "Approved", "It holds from its day on."
    DECLINED = "declined", "Declined", "It never holds."
