"""Where the demo's people live, who stands by them, and what makes care fit them."""

from typing import Any

STREETS = (
    "14 Elm Street", "208 Orchard Avenue", "9 Ferry Lane", "71 Plainfield Street", "333 Broad Street", "5 Cedar Court",
    "46 Mill Road", "120 Prospect Street", "18 Harbor View", "77 Maple Avenue",
)  # fmt: skip
UNITS = ("", "", "", "Apt 2", "Apt 3R", "Unit 12", "2nd floor", "c/o Ortiz")
TOWNS = (("Providence", "RI", "02903"), ("Pawtucket", "RI", "02860"), ("Cranston", "RI", "02910"), ("Fall River", "MA", "02720"))
CHICAGO = (("Chicago", "IL", "60608"), ("Cicero", "IL", "60804"))
SHELTERS = (
    "Emmanuel House, the front desk takes messages after 4 pm",
    "The women’s shelter on Union Street; bed 14; ask for her by first name only",
    "With a cousin; knock at the side door",
)
PLACES = (
    "Maple Park, the benches by the fountain, Fridays 2 to 4 pm",
    "The day center’s message board, Tuesdays and Thursdays before noon",
    "The library’s reading room, most afternoons",
    "Behind the bus terminal in the evening; outreach knows the blue tent",
)
RELATIONS = {
    "parent": (("mother", True), ("father", False)),
    "sibling": (("sister", True), ("brother", False)),
    "partner": (("girlfriend", True), ("boyfriend", False)),
    "child": (("daughter", True), ("son", False)),
    "friend": (("best friend", True), ("friend from the bakery", False)),
    "sponsor": (("sponsor", False), ("sponsor", True)),
    "grandparent": (("grandmother who raised them", True), ("grandfather", False)),
}
SUPPORT_NOTES = ("", "", "", "Evenings only.", "Works nights; not before noon.", "Text first.")
RACES = (
    (("2106-3",), "Irish", ""), (("2106-3",), "Portuguese", "2186-5"), (("2054-5",), "", "2186-5"),
    (("2054-5",), "Cape Verdean", "2186-5"), (("2106-3",), "", "2135-2"), (("2054-5", "2106-3"), "", "2186-5"),
    (("2028-9",), "Khmer", "2186-5"), (("1002-5",), "Narragansett", "2186-5"), ((), "", "2135-2"),
    (("2118-8",), "Syrian", "2186-5"), (("declined",), "", "declined"), ((), "", ""),
)  # fmt: skip
PREFERENCES: tuple[dict[str, Any], ...] = (
    {"safety": "The door stays open, and a seat near it.", "stigma": "Was judged in an emergency room."},
    {"safety": "Say before you touch, also for blood pressure.", "staff_gender": "women"},
    {"faith": "Catholic; Sunday mass comes first.", "family_role": "Decides with the mother; asks her before saying yes."},
    {"faith": "Muslim; fasts in Ramadan: doses before dawn or after sunset.", "food": "Halal."},
    {"healing": "Sweat lodge twice a year, and wants the counselor to know.", "words": "“Medicine” means more than pills."},
    {"food": "Vegetarian.", "stigma": "Worried that the pharmacy talks.", "declined": ["faith"]},
    {"words": "“In recovery”, not “clean”.", "staff_gender": "any", "declined": ["healing", "family_role"]},
)  # fmt: skip
