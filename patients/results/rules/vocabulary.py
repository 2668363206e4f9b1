"""The words of this room, each with a sentence: what screens, forms and constraints are made of. Pure."""

from care.actor.vocabulary import Described


class ResultKind(Described):
    """What was measured. Where the safety rules know it, the value is their word for it."""

    WEIGHT = "weight", "Weight", "Body weight."
    BLOOD_PRESSURE = "blood_pressure", "Blood pressure", "Upper and lower value."
    HEART_RATE = "heart_rate", "Heart rate", "Beats in a minute."
    QTC = "qtc", "ECG: QTc", "The QT interval of a heart tracing, corrected for the heart rate."
    CREATININE = "creatinine", "Creatinine", "How the kidneys work; with weight, age and sex it gives their clearance."
    EGFR = "egfr", "eGFR", "How much the kidneys filter, as the laboratory estimates it."
    ALT = "alt", "ALT", "A liver enzyme."
    AST = "ast", "AST", "A liver enzyme."
    INR = "inr", "INR", "How blood clots; the liver makes what it needs for that."
    PLATELETS = "platelets", "Platelets", "Needed before an injection into a muscle."
    CBC = "cbc", "Complete blood count", "What the laboratory said of it, in words."
    CHILD_PUGH = "child_pugh", "Child-Pugh", "How well the liver does its work: points, class A to C."
    PREGNANCY = "pregnancy", "Pregnancy test", "A test in urine or blood."
    HIV = "hiv", "HIV", "Antibody or antigen."
    HCV = "hcv", "Hepatitis C", "Antibody, and the virus itself."
    HBV = "hbv", "Hepatitis B", "Infection, or immunity."
    SYPHILIS = "syphilis", "Syphilis", "A test in blood."
    TB = "tb", "Tuberculosis", "A skin or blood test."
    BREATH_ALCOHOL = "breath_alcohol", "Breath alcohol", "Alcohol in the breath at that moment."
    PETH = "peth", "PEth", "Phosphatidylethanol: alcohol of the last weeks, in blood."
    METHADONE_PEAK = "methadone_peak", "Methadone, peak", "Level in blood some hours after a dose."
    METHADONE_TROUGH = "methadone_trough", "Methadone, trough", "Level in blood just before a dose."
    SEDATION = "sedation", "Sedation (POSS)", "How sleepy the person is: 1 awake, 2 drowsy, 3 drifting off, 4 hardly to be woken."
    NALOXONE_CHALLENGE = "naloxone_challenge", "Naloxone challenge", "Whether a small dose of naloxone brings withdrawal on."


class Panel(Described):
    """Results that are written down together, as they come."""

    BODY = "body", "Weight, pressure, pulse", "What is measured in the room."
    HEART = "heart", "ECG", "A heart tracing: QT and what it is corrected to."
    BLOOD = "blood", "Blood tests", "Kidneys, liver, blood count."
    PREGNANCY = "pregnancy", "Pregnancy test", "In urine or blood."
    INFECTIONS = "infections", "Infections", "HIV, hepatitis, syphilis, tuberculosis."
    ALCOHOL = "alcohol", "Alcohol", "Breath, and PEth in blood."
    MEDICATION = "medication", "Medication", "Methadone levels, sedation, naloxone challenge."


class Shape(Described):
    """How a result is said."""

    NUMBER = "number", "A number", "One value with its unit."
    PAIR = "pair", "Two numbers", "An upper and a lower value."
    ECG = "ecg", "A heart tracing", "QT, the heart rate, the formula; or the device's own value."
    ANSWER = "answer", "An answer", "One of some words."
    WORDS = "words", "Words", "What the laboratory wrote."


class ResultAnswer(Described):
    """What a test says that gives no number."""

    NEGATIVE = "negative", "Negative", "It did not find what it looks for."
    POSITIVE = "positive", "Positive", "It found what it looks for."
    ANTIBODY = "antibody only", "Antibody found, virus not looked for", "There was an infection once; whether now is not known."
    IMMUNE = "immune", "Immune", "Protected, by vaccine or by an infection that is over."
    UNCLEAR = "unclear", "Not clear", "To be done again."
    NO_WITHDRAWAL = "no withdrawal", "No withdrawal", "Naloxone brought no withdrawal on."
    WITHDRAWAL = "withdrawal", "Withdrawal", "Naloxone brought withdrawal on."


class Formula(Described):
    """How the QT interval was corrected for the heart rate."""

    BAZETT = "bazett", "Bazett", "QT by the square root of the RR interval in seconds."
    FRIDERICIA = "fridericia", "Fridericia", "QT by the cube root of the RR interval in seconds."
    DEVICE = "device", "As the device says", "The value on the tracing; the formula is the device's."


class Certainty(Described):
    """How sure the figures of a kind are. Clinical reference 0.1."""

    CHECKED = "checked", "Checked", "Read in published material."
    KNOWN = "known", "Known", "Firmly established."
    OWN = "own", "Own", "Chosen here, since nobody says."


class Specimen(Described):
    """In what a drug test looks."""

    URINE = "urine", "Urine", "The usual one."
    ORAL_FLUID = "oral_fluid", "Oral fluid", "From the mouth, in front of somebody."
    BLOOD = "blood", "Blood", "Drawn."
    HAIR = "hair", "Hair", "Tells of months."


class DrugTestState(Described):
    """How far a drug test is."""

    ORDERED = "ordered", "Asked for", "Nothing was collected yet."
    COLLECTED = "collected", "Collected", "It is on its way, or waits to be read."
    RESULTED = "resulted", "Result in", "What was looked for has an answer; more may come, as a confirmation."
    CANCELLED = "cancelled", "Not needed", "Nobody waits for it any more."
    DECLINED = "declined", "Declined", "The person did not want it. That is theirs to say, and no result."


class DrugTestStep(Described):
    """What happens to a drug test."""

    COLLECT = "collect", "Collected", "The specimen is there."
    RESULT = "result", "Result came in", "Some or all of the panel."
    CANCEL = "cancel", "Not needed any more", "It is not done."
    DECLINE = "decline", "The person declined", "They did not want it."


class Method(Described):
    """How a substance was looked for."""

    SCREEN = "screen", "Screen", "An immunoassay: quick, by groups of substances, sometimes wrong."
    CONFIRMATION = "confirmation", "Confirmation", "By mass: each substance by itself, with its level."


class Outcome(Described):
    """What a test said of one substance."""

    POSITIVE = "positive", "Positive", "Found, above the cutoff."
    NEGATIVE = "negative", "Negative", "Not found, or below the cutoff."
    INVALID = "invalid", "Invalid", "The specimen could not be read."
    NOT_DONE = "not_done", "Not looked for", "It was not part of what was done."


class AnalyteWord(Described):
    """What a drug test looks for: each by its own name. An immunoassay for opiates sees neither fentanyl nor methadone nor
    buprenorphine (clinical reference 1.11).
    """

    METHADONE = "methadone", "Methadone", "The medicine itself."
    EDDP = "eddp", "EDDP", "What the body makes of methadone: it was taken, not added."
    BUPRENORPHINE = "buprenorphine", "Buprenorphine", "The medicine itself."
    NORBUPRENORPHINE = "norbuprenorphine", "Norbuprenorphine", "What the body makes of buprenorphine."
    FENTANYL = "fentanyl", "Fentanyl", "Needs a test of its own."
    NORFENTANYL = "norfentanyl", "Norfentanyl", "What the body makes of fentanyl."
    OPIATES = "opiates", "Opiates (morphine, codeine)", "The group that an immunoassay sees."
    MORPHINE = "morphine", "Morphine", "By itself."
    HEROIN = "mam6", "6-MAM (heroin)", "Only heroin becomes it."
    OXYCODONE = "oxycodone", "Oxycodone", "Needs a test of its own."
    HYDROCODONE = "hydrocodone", "Hydrocodone", "By itself."
    TRAMADOL = "tramadol", "Tramadol", "Needs a test of its own."
    BENZODIAZEPINES = "benzodiazepines", "Benzodiazepines", "The group; a screen misses some."
    COCAINE = "cocaine", "Cocaine", "As benzoylecgonine, what the body makes of it."
    AMPHETAMINES = "amphetamines", "Amphetamines", "The group, prescribed ones among it."
    METHAMPHETAMINE = "methamphetamine", "Methamphetamine", "By itself."
    THC = "thc", "Cannabis (THC)", "Stays for weeks."
    BARBITURATES = "barbiturates", "Barbiturates", "The group."
    GABAPENTIN = "gabapentin", "Gabapentin", "Needs a test of its own."
    XYLAZINE = "xylazine", "Xylazine", "In the drug supply, no opioid."
    ALCOHOL_ETG = "alcohol_etg", "Alcohol (EtG)", "Ethyl glucuronide: alcohol of the last days."


# What a new test looks for, unless somebody chooses otherwise.
USUAL_ANALYTES = (
    AnalyteWord.METHADONE,
    AnalyteWord.EDDP,
    AnalyteWord.BUPRENORPHINE,
    AnalyteWord.NORBUPRENORPHINE,
    AnalyteWord.FENTANYL,
    AnalyteWord.OPIATES,
    AnalyteWord.OXYCODONE,
    AnalyteWord.BENZODIAZEPINES,
    AnalyteWord.COCAINE,
    AnalyteWord.AMPHETAMINES,
    AnalyteWord.THC,
    AnalyteWord.ALCOHOL_ETG,
)
