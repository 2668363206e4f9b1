"""What people want, in their own words, and what is done towards it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that a person wants, in the words in which they said it; an area; and what would show it."""

    area: str
    words: str
    measure: str = ""
    ages: tuple[int, int] = (18, 120)  # of whom this sounds likely
    pronouns: str = ""  # where it would only come from somebody with these


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done towards a wish: by a role of the care team, or by somebody else (`who`)."""

    kind: str
    title: str
    frequency: str = ""
    role: str = ""
    who: str = ""


WISHES = (
    # a place to live
    Wish("home", "Keep my apartment, and have my daughter stay every other weekend.", "weekends together", ages=(22, 60)),
    Wish("home", "A door I can lock. That's it. That's the goal.", "nights indoors"),
    Wish("home", "Stop sleeping in the truck before it gets cold.", "nights indoors"),
    Wish("home", "I want my own kitchen again. I used to cook for everybody.", "keys in hand"),
    Wish("home", "Move out of my cousin's before we stop speaking.", "own lease"),
    Wish("home", "Somewhere quiet that takes my dog.", "application sent"),
    Wish("home", "Get the landlord to fix the heat so I can stay.", "heat works"),
    Wish("home", "Not lose my place while I'm getting better.", "rent paid on time"),
    # family and friends
    Wish("family", "Be at my son's graduation and remember it.", "visits with him", ages=(34, 66)),
    Wish("family", "I want my kids to call me and not be scared of how I'll sound.", "calls each week", ages=(28, 75)),
    Wish("family", "Have my mother trust me with her house key again.", "visits to her"),
    Wish("family", "Tell my wife the truth without it being an emergency.", "sessions together"),
    Wish("family", "See my grandbaby on Sundays.", "Sundays together", ages=(44, 90)),
    Wish("family", "Sit through Thanksgiving dinner without leaving the table.", "meals stayed for"),
    Wish("family", "Talk to my brother. Eleven years is long enough.", "a call made", ages=(30, 90)),
    Wish("family", "Get supervised visits changed to regular ones.", "visits kept", ages=(20, 55)),
    Wish("family", "Have one friend who knew me before and one who knows me now.", "people I can call"),
    # use and craving
    Wish("use", "Not wake up thinking about it.", "craving in the morning, 0 to 10"),
    Wish("use", "Get through a Friday payday.", "Fridays without use"),
    Wish("use", "I don't want to quit everything. I want to stop fentanyl.", "days without fentanyl"),
    Wish("use", "Go a month on the medication and see who I am.", "days on medication"),
    Wish("use", "Drink like nobody has to drive me home. Maybe not at all. I'm deciding.", "days without alcohol"),
    Wish("use", "Stay on my dose and stop apologizing for it.", "doses taken"),
    Wish("use", "If I slip, call somebody the same day.", "calls after a hard day"),
    Wish("use", "Make it to ninety days. I've made it to eighty-one twice.", "days without use"),
    Wish("use", "Stop using alone.", "times with somebody near"),
    Wish("use", "No more mornings shaking.", "mornings without withdrawal"),
    Wish("use", "Be off the street stuff before the baby comes.", "days on medication", ages=(18, 42)),
    Wish("use", "Finish the taper slow, my way, and know I can come back up.", "comfort on the present dose, 0 to 10"),
    # work, school and money
    Wish("work", "Get my commercial license back and drive again.", "papers handed in", ages=(21, 62)),
    Wish("work", "Work four days a week and not dread Monday.", "shifts worked", ages=(18, 64)),
    Wish("work", "Finish my GED this time. I have two parts left.", "parts passed", ages=(18, 50)),
    Wish("work", "Open my chair at the barbershop again.", "days cutting hair"),
    Wish("work", "Pay my sister back. She won't ask, so I have to offer.", "paid back"),
    Wish("work", "Learn to weld. I like things that stay put.", "classes attended", ages=(18, 60)),
    Wish("work", "Have forty dollars left at the end of the month.", "left at the month's end"),
    Wish("work", "Get my nursing aide certificate. I'm good at taking care of people.", "classes attended", ages=(18, 55)),
    Wish("work", "Keep this job past the three months.", "weeks at work", ages=(18, 64)),
    Wish("work", "Bank account, ID, phone in my own name. In that order.", "papers in hand"),
    # body
    Wish("body", "Sleep through the night without anything.", "nights of six hours"),
    Wish("body", "Get my teeth fixed so I can laugh with my mouth open.", "dental visits"),
    Wish("body", "Cure the hep C. I heard it's pills now.", "treatment finished"),
    Wish("body", "Walk to the harbor and back without stopping.", "walks each week"),
    Wish("body", "Have my back hurt less so I'm not looking for something.", "pain on most days, 0 to 10"),
    Wish("body", "Get my blood pressure down before it gets me.", "readings in range", ages=(38, 90)),
    Wish("body", "Eat breakfast. Real breakfast, like a person.", "breakfasts each week"),
    Wish("body", "Heal this leg and keep it.", "dressing changes"),
    Wish("pregnancy", "A healthy pregnancy and nobody taking her away.", "visits kept", ages=(18, 41), pronouns="she/her"),
    Wish("body", "Stop smoking after all the rest is steady.", "cigarettes a day"),
    # mind
    Wish("mind", "Feel something that isn't either nothing or too much.", "mood, 0 to 10"),
    Wish("mind", "Take the bus without panicking.", "rides taken"),
    Wish("mind", "Stop having that dream.", "nights without it"),
    Wish("mind", "Be able to say no and not explain.", "times I said it"),
    Wish("mind", "Grieve my partner properly. I never did.", "sessions kept"),
    Wish("mind", "Come off the couch. Want things again.", "things done that I like"),
    Wish("mind", "Not be so angry at people who are trying to help.", "days without a blow-up"),
    Wish("mind", "Learn what to do with the first ten minutes of a craving.", "times it worked"),
    # law and papers
    Wish("papers", "Finish probation without one more hearing.", "check-ins kept"),
    Wish("papers", "Get my record sealed so I can coach.", "papers filed"),
    Wish("papers", "Fix my insurance so I don't have to choose between the meds and the rent.", "coverage active"),
    Wish("papers", "Get my daughter's school to talk to me again.", "meetings held", ages=(24, 52)),
    Wish("papers", "Have all my court dates in one place.", "dates kept"),
    # people, faith and joy
    Wish("joy", "Play guitar in front of people, even three people.", "times played"),
    Wish("joy", "Go back to church and sit in the front.", "services attended"),
    Wish("joy", "Find something to do between five and nine. That's when it's bad.", "evenings out"),
    Wish("joy", "Grow tomatoes on the fire escape.", "plants alive"),
    Wish("joy", "Help the next person through the door. I know what that door feels like.", "shifts as a volunteer"),
    Wish("joy", "Speak my language with somebody once a week.", "visits each week"),
    Wish("joy", "Swim. I was on a team once.", "swims each week"),
    Wish("joy", "Read a whole book. My cellmate used to tell me books.", "chapters read"),
    Wish("joy", "Have people over who don't use.", "evenings with friends"),
)  # fmt: skip

WISHES_IN_SPANISH = (
    Wish("family", "Quiero que mis hijos vuelvan a vivir conmigo.", "visitas", ages=(24, 60)),
    Wish("family", "Llamar a mi mamá los domingos y que no llore.", "llamadas", ages=(18, 60)),
    Wish("work", "Trabajar con papeles y pagar mis cosas.", "semanas de trabajo", ages=(18, 64)),
    Wish("use", "No tomar cuando salgo del trabajo.", "días sin alcohol"),
    Wish("use", "Seguir con la medicina y no tener vergüenza.", "días con la medicina"),
    Wish("home", "Un cuarto para mí y para mi niña.", "llaves en la mano", ages=(20, 50)),
    Wish("body", "Dormir sin pesadillas.", "noches tranquilas"),
    Wish("joy", "Volver a jugar fútbol los sábados.", "sábados", ages=(18, 55)),
    Wish("mind", "Hablar de lo que pasó en el camino, poco a poco.", "sesiones"),
    Wish("papers", "Entender las cartas que me mandan.", "cartas contestadas"),
)  # fmt: skip

# What is done towards a wish of each area; which ones is drawn.
STEPS: dict[str, tuple[Step, ...]] = {
    "home": (
        Step("housing", "Housing application, with the papers that it needs", "until sent", role="navigator"),
        Step("housing", "Letter to the landlord and a payment plan", "once", role="coordinator"),
        Step("care-coordination", "Visit the housing office together", "every two weeks", role="coordinator"),
        Step("peer-support", "Look at rooms together", "weekly", role="peer"),
        Step("housing", "Recovery house that welcomes people on medication: two names", "once", role="navigator"),
    ),
    "family": (
        Step("family", "Family session with whom the person chooses", "monthly", role="counselor"),
        Step("counseling-mi", "What to say first, and what can wait", "weekly, 45 min", role="counselor"),
        Step("care-coordination", "Letter for the family court", "once", role="coordinator"),
        Step("peer-support", "Rides to visits", "every other weekend", role="peer"),
    ),
    "use": (
        Step("counseling-cbt", "Coping skills for mornings", "weekly, 45 min", role="counselor"),
        Step("group", "Thursday Steps group", "weekly", role="counselor"),
        Step("contingency-management", "Rewards for attending, drawn at each visit", "twice a week, 12 weeks", role="nurse"),
        Step("harm-reduction", "Naloxone kit in date, and a plan for using less alone", "at each visit", role="nurse"),
        Step("peer-support", "Call on the hard evenings", "Friday and Saturday", role="peer"),
        Step("mutual-help", "One meeting of the person's own choice", "weekly", who="the person"),
        Step("medication", "Talk about how the dose feels", "every two weeks", role="prescriber"),
        Step("telehealth", "Video visit instead of a long ride", "monthly", role="prescriber"),
        Step("counseling-mi", "Weigh what is good and not so good about drinking", "every two weeks", role="counselor"),
    ),
    "work": (
        Step("work-education", "Supported employment: résumé and two applications", "every two weeks", role="navigator"),
        Step("work-education", "GED class at the library", "twice a week", who="Harbor Library"),
        Step("care-coordination", "State ID and birth certificate", "until in hand", role="navigator"),
        Step("care-coordination", "Dosing before the early shift", "on work days", role="nurse"),
        Step("counseling", "Money plan for payday", "monthly", role="counselor"),
    ),
    "body": (
        Step("physical-health", "Primary care visit and blood tests", "once, then every 6 months", role="nurse"),
        Step("physical-health", "Hepatitis C treatment with the infectious disease clinic", "12 weeks", who="Dr. Imre Solberg"),
        Step("physical-health", "Wound care", "twice a week", role="nurse"),
        Step("care-coordination", "Dentist who takes the insurance: book and remind", "until seen", role="coordinator"),
        Step("counseling-cbt", "Sleep plan without medication", "6 sessions", role="counselor"),
        Step("holistic", "Chair yoga", "weekly", who="Community Center"),
    ),
    "pregnancy": (
        Step("physical-health", "Prenatal visits, with a ride", "monthly", role="nurse"),
        Step("medication", "Talk about the dose as the pregnancy goes on", "monthly", role="prescriber"),
        Step("care-coordination", "Plan of safe care, written together", "before the eighth month", role="coordinator"),
    ),
    "mind": (
        Step("counseling-dbt", "Skills for the first ten minutes", "weekly", role="counselor"),
        Step("trauma", "Trauma therapy at the person's own pace", "weekly", role="counselor"),
        Step("counseling", "Grief counseling", "every two weeks", role="counselor"),
        Step("group", "Evening group on mood", "weekly", role="counselor"),
        Step("other", "Review of mood and medication with the team", "every 4 weeks", role="psychiatric_consultant"),
    ),
    "papers": (
        Step("care-coordination", "One calendar for court, visits and doses", "updated weekly", role="coordinator"),
        Step("care-coordination", "Insurance renewal", "once, by the due day", role="navigator"),
        Step("care-coordination", "Letter for probation, only what the person allows", "monthly", role="coordinator"),
        Step("other", "Legal aid: record sealing", "until filed", who="Harbor Legal Aid"),
    ),
    "joy": (
        Step("holistic", "Music room on Wednesdays", "weekly", who="Community Center"),
        Step("peer-support", "Go together the first three times", "weekly, 3 times", role="peer"),
        Step("mutual-help", "Recovery center: open hours in the evening", "as wanted", who="the person"),
        Step("holistic", "Garden bed behind the clinic", "in season", role="peer"),
    ),
}  # fmt: skip

STRENGTHS = (
    "Keeps appointments when there is a ride.",
    "Close to a sister who lives nearby.",
    "Good with hands; people bring things to be fixed.",
    "Funny. Can make a whole waiting room laugh.",
    "Has done this before and knows what helped: structure, mornings, music.",
    "Speaks up when something is not working.",
    "Raised two children alone.",
    "Steady job for three years.",
    "Knows every bus line.",
    "Faith matters and helps.",
    "Reads a lot; likes to know why.",
    "Calls when things are hard.",
    "Cooks for neighbors.",
    "Two friends in recovery.",
    "Patient with animals and with people.",
    "Finished a trade school.",
    "Writes every morning.",
    "Has carried naloxone and used it for others.",
)

PREFERENCES = (
    "No calls at work.",
    "No groups for now; one to one.",
    "Groups rather than one to one.",
    "A woman as counselor, please.",
    "Video visits when the weather is bad.",
    "Say things straight.",
    "No mornings before school drop-off.",
    "Does not want family told anything.",
    "Mother may come along to reviews.",
    "Not the word “clean”.",
    "Written reminders, large print.",
    "Spanish for anything important.",
    "Prayer time is kept free.",
    "Does not want residential care; ask again only if asked.",
    "Shots rather than daily doses.",
    "Please no blood draws from the left arm.",
    "First name on the phone, nothing else.",
    "Wants to see what is written.",
)

ACHIEVEMENT_NOTES = {
    "in-progress": ("Begun last week.", "First step done.", "Too early to say."),
    "improving": ("3 of 4 weeks.", "Better since the dose changed.", "Says it is easier than expected.", "Twice this month."),
    "no-change": ("About as before.", "Waiting for an answer.", "Not the month for it."),
    "worsening": ("Harder since the move.", "Used after a break; told us the same day.", "Sleep is worse again."),
    "achieved": ("Done, and proud of it.", "Reached in time.", "More than was planned."),
    "not-achieved": ("It did not work out; a smaller step next time.",),
}

STOP_NOTES = (
    "Clashes with the shift.",
    "Did not feel right; we try something else.",
    "Too far without a car.",
    "Wants a rest from groups.",
)

# What a plan is about, by the area of a goal: how it is called, its code in ICD-10-CM where it has one, and a note.
PLAN_PROBLEMS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "use": (
        ("Opioid use disorder", "F11.20", ""),
        ("Opioid use disorder, mostly fentanyl", "F11.20", "Smoked, not injected, for two years now."),
    ),
    "drink": (("Alcohol use disorder", "F10.20", ""), ("Alcohol use disorder", "F10.20", "Evenings, and alone.")),
    "mind": (
        ("Depression", "F32.A", "Low most mornings; better with people around."),
        ("Anxiety", "F41.1", "Worst on the bus."),
        ("Post-traumatic stress", "F43.10", "Asks that doors stay open."),
        ("Trouble sleeping", "G47.00", ""),
        ("Grief", "", "For a brother."),
    ),
    "body": (
        ("Low back pain", "M54.9", "From the years of roofing."),
        ("Hepatitis C", "B18.2", "Treatment is not begun yet."),
        ("High blood pressure", "I10", ""),
        ("Teeth that hurt", "", "Eats on the left side."),
        ("Asthma", "J45.909", ""),
    ),
    "pregnancy": (("Pregnancy", "", "Wants to stay on medication."),),
    "home": (("No safe place to sleep", "", ""), ("Rent is behind", "", ""), ("Housing that may end", "", "")),
    "family": (("Ties with family are strained", "", ""), ("Children live with relatives", "", "")),
    "work": (("Out of work", "", ""), ("Money runs out before the month does", "", "")),
    "papers": (("Papers are missing", "", "No ID, no bank account."), ("A case is open at court", "", "")),
    "joy": (("Days without anybody to see", "", ""), ("Little to look forward to", "", "")),
}
