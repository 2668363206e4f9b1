"""What people of the demo have written in their plans for staying well and safe, and what they told of returns to use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from treatment_plans.staying_safe.vocabulary import Part, PlanKind

P = Part

WELL: Sequence[Mapping[Part, str]] = (
    {
        P.TRIGGERS: "Payday Fridays\nThe corner by the old shop\nA fight at home",
        P.SIGNS: "I stop answering my sister\nI sleep till noon\nI count what is left in my wallet",
        P.HELPED: "Walking the harbor loop\nCalling before, not after\nThe Tuesday group",
        P.PEOPLE: "Rosa, my sister, 401-555-0133\nBig Tom from group, 401-555-0187",
        P.PLACES: "The library\nSt. Ann’s kitchen on Sundays\nNot the shop on Wickenden, for now",
        P.TIMES: "Friday after six\nThe week of my brother’s birthday",
        P.AFTER: "Call Rosa\nTake my medicine as always\nCall here the same day, 401-555-0100",
    },
    {
        P.TRIGGERS: "Being alone with cash\nOld numbers in my phone",
        P.SIGNS: "I get short with the kids\nI skip meals",
        P.HELPED: "Deleting the numbers\nCooking for somebody\nShowers, long ones",
        P.PEOPLE: "Mom, 401-555-0171",
        P.PLACES: "The garden plot\nMy aunt’s porch",
        P.TIMES: "Sunday nights\nThe first of the month",
        P.AFTER: "Tell one person\nWater, food, sleep\nCome in, no appointment needed",
    },
    {
        P.TRIGGERS: "Pain in my back\nWinter evenings",
        P.SIGNS: "I lie about where I was\nMy hands will not stay still",
        P.HELPED: "Heat on my back first\nThe dog\nWriting it down",
        P.PEOPLE: "Denise, my peer, 401-555-0192",
        P.TIMES: "After physical therapy",
        P.AFTER: "Call Denise\nAsk for an earlier visit",
    },
)
SAFETY: Sequence[Mapping[Part, str]] = (
    {
        P.SIGNS: "I stop answering\nI give my things away\nThe thought that they are better off without me",
        P.ALONE: "Ice water on my face\nThe breathing from group\nOne hour of anything, then look again",
        P.AROUND: "The diner on Thayer Street\nPickup soccer on Saturdays",
        P.ASK: "Rosa, my sister, 401-555-0133\nFather Mike, 401-555-0166",
        P.LINES: "988, at any hour\nHarbor Street, 401-555-0100",
        P.SAFER_PLACE: "My brother keeps the gun, locked\nA week of pills at a time",
        P.NALOXONE: "Kitchen drawer, left\nGlove box",
        P.CHECKS: "Rosa texts at nine each evening",
        P.SAFER_USE: "Never alone\nA little first",
    },
    {
        P.SIGNS: "I cannot hear music\nI walk at night",
        P.ALONE: "Hold the dog\nThe box of letters",
        P.ASK: "Mom, 401-555-0171",
        P.LINES: "988, at any hour",
        P.SAFER_PLACE: "Mom has the extra pills",
        P.NALOXONE: "Backpack, front pocket",
        P.CHECKS: "Mom, every morning",
    },
)
OVERDOSE: Sequence[Mapping[Part, str]] = (
    {
        P.NALOXONE: "Kitchen drawer, left\nGlove box",
        P.CHECKS: "Rosa, 401-555-0133",
        P.SAFER_USE: "Never alone\nA little first after a break\nTest strips",
        P.OTHERS: "I have asthma; the inhaler is in my coat",
        P.AFTER: "Call here for a new kit, 401-555-0100",
    },
    {P.NALOXONE: "Backpack, front pocket", P.CHECKS: "My roommate knocks every hour"},
)
TEXTS = {PlanKind.STAYING_WELL: WELL, PlanKind.SAFETY: SAFETY, PlanKind.OVERDOSE: OVERDOSE}


@dataclass(frozen=True, slots=True)
class ToldReturn:
    """What somebody told of a return to use, so many days ago."""

    days_ago: int
    substance: str
    own_words: str
    around: str
    helped: str


RETURNS = (
    ToldReturn(3, "alcohol", "Two beers at the wake, then four more.", "His uncle’s funeral.", "He called the next morning."),
    ToldReturn(11, "fentanyl", "I had not slept in two days.", "Lost the room on Chestnut.", "A roommate with naloxone."),
    ToldReturn(19, "cocaine", "It was payday and I had nobody to call.", "Alone with cash.", "Somebody to call."),
    ToldReturn(34, "alcohol", "I just wanted one quiet evening.", "", "The Tuesday group."),
    ToldReturn(52, "heroin", "I missed three visits first, and then it was easy.", "No ride to the clinic.", "A ride."),
)
