"""How people can be reached: code words, whom to ask for, notes; allergies."""

# area codes of the demo's part of the country; every number is 555-01xx, which nobody has
AREAS = ("401", "617", "857", "508", "774", "978", "351", "413", "603", "207", "802", "860", "203")
CHICAGO_AREAS = ("312", "773", "708", "847")

_CODE_WORDS = """garden club|book return|tire rotation|choir practice|library card|bakery order|bus pass|piano tuning|cat sitter
shoe repair|bowling night|paint samples|bike tune-up|recipe swap|film club|plant sale|dog walker|window guard|lost umbrella
chess night|laundry pickup|radio show|eye glasses|yard sale|ticket stub|quilt group|phone plan|car inspection"""
CODE_WORDS = tuple(word for line in _CODE_WORDS.splitlines() for word in line.split("|"))

SHARED_NOTES = (
    "Phone is shared with a roommate.",
    "Phone belongs to a sister, who knows only about the doctor.",
    "The family phone: anybody may pick up.",
    "Partner sees the messages; do not text.",
    "Phone is shared with two housemates; nobody else knows about the clinic.",
    "Mother answers before noon.",
)
NO_ADDRESS_NOTES = (
    "No fixed address. Comes by the front desk most mornings.",
    "No fixed address. Checks the message board at the day center on Tuesdays and Thursdays.",
    "No fixed address; staying with friends. Phone is charged in the evening.",
    "No fixed address. Outreach meets at Maple Park on Fridays, 2 to 4 pm.",
    "No fixed address. Sleeps in the car; reads texts at the library.",
    "No fixed address this month; the shelter does not take messages.",
)
NOTES = (
    "Prefers a text first, then a call.",
    "Works nights; sleeps until 2 pm.",
    "No calls at work.",
    "Hard of hearing: text, or video with captions.",
    "Prepaid phone runs out at the end of the month; try e-mail then.",
    "School run from 2 to 3:30 pm.",
    "Lets unknown numbers go to voicemail; leave a first name only.",
    "Interpreter by phone, please.",
    "Reads slowly: short texts.",
    "Number changes often; ask at each visit.",
)

ALLERGIES = (
    ("Penicillin", "hives"),
    ("Penicillin", "swelling of the face"),
    ("Sulfa antibiotics", "rash"),
    ("Latex", "itching"),
    ("Amoxicillin", "rash"),
    ("Aspirin", "wheezing"),
    ("Ibuprofen", "stomach bleeding"),
    ("Codeine", "severe nausea"),
    ("Morphine", "itching"),
    ("Peanuts", "throat swelling; carries an injector"),
    ("Shellfish", "hives"),
    ("Bee stings", "swelling; carries an injector"),
    ("Adhesive tape", "blisters"),
    ("Iodine contrast", "hives"),
    ("Lisinopril", "cough"),
    ("Erythromycin", "stomach cramps"),
    ("Tree nuts", ""),
    ("Eggs", "rash"),
)
