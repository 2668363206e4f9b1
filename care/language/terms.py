# ruff: noqa: E501
"""The terms table: what is better not said, and what to say instead. Pure data.

Source: clinical reference 11.1 (usage of NIDA, NIAAA and SAMHSA, in own wording). `stems` are cheap to look for and decide
whether the pattern is tried at all; `unless` are innocent phrases: a hit that lies within one of them is left alone. All of it
ignores case, save where a pattern switches that off.
"""

from dataclasses import dataclass
from functools import cache
from re import IGNORECASE, Pattern, compile


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the table. `say` takes the place of what the pattern matches."""

    avoid: str
    stems: str
    pattern: str
    say: str
    unless: str = ""


@cache
def finder(term: Term) -> Pattern[str]:
    """The compiled pattern of a term."""
    return compile(rf"(?<![\w-])(?:{term.pattern})", IGNORECASE)


@cache
def innocent(term: Term) -> Pattern[str] | None:
    """The compiled innocent phrases of a term, where it has any."""
    return compile(rf"(?<!\w)(?:{term.unless})", IGNORECASE) if term.unless else None


_SUBSTANCE = (
    r"(?:drugs?|substances?|alcohol|opioids?|opiates?|heroin|fentanyl|cocaine|crack|meth|methamphetamines?|cannabis|marijuana|"
    r"stimulants?|benzos?|benzodiazepines?|pills?|painkillers?|prescriptions?|prescription (?:drugs?|opioids?)|narcotics?|"
    r"polysubstance|poly-substance|polydrug)"
)
_TAKEN = r"(?:drugs?|alcohol|opioids?|opiates?|heroin|fentanyl|cocaine|crack|meth\w*|substances?|medications?|medicines?|pills?|stimulants?|oxycodone|gabapentin|cannabis|marijuana|benzo\w*)"
_HIS = r"(?:(?:his|her|their|the|any|prescribed|prescription) )*"
_PERSON = r"(?:person|man|woman|patient|individual|client|guy|veteran|mother|father|kid|adult)"
_THING = (
    r"(?:wounds?|incisions?|sites?|skin|rooms?|kitchens?|houses?|homes?|apartments?|bathrooms?|floors?|dressings?|areas?|water|"
    r"air|records?|needles?|syringes?|equipment|glass(?:es)?|beds?|sheets?|hands?|clothes|clothing|tables?|offices?|units?|data|"
    r"code|catheters?|ports?|surfaces?|kits?|bowls?|teeth|mouth|nails?|laundry|dishes)"
)
_TEST = (
    r"(?:urines?(?: drug)?(?: (?:tests?|screens?|samples?))?|uas?|uds|udts?|drug (?:screens?|tests?)|tox(?:icology)?(?: screens?)?|screens?|drops?|tests?|test results?|"
    r"samples?|results?)"
)
_TESTED = r"(?<=tested )|(?<=tests )|(?<=testing )|(?<=test )|(?<=dropped )|(?<=came back )|(?<=come back )|(?<=screened )"

_ALCOHOLIC = (
    r"alcoholic[- ](?:and non|hepatitis|cirrhosis|liver|fatty|steato\w+|pancreatitis|cardiomyopathy|neuropathy|gastritis|"
    r"ketoacidosis|beverages?|drinks?|content|mouthwash\w*|solutions?|extracts?|wipes?|odou?r|cocktails?|wine|beer|sauce)|"
    r"non-?alcoholic|alcoholics anonymous"
)
_JUNKIE = r"(?:news|sports|adrenaline|sugar|exercise|coffee|book|political) junk(?:ie|y|ies)"
_ACTIVE_USER = (
    r"(?:active|heavy|known|former|chronic) users?(?: accounts?|'s? account|names?| of (?:the|this|our|emergency)|"
    r" (?:this|per|in|on|sign|log))"
)
_CLEAN = (
    rf"{_THING}\b[^.;\n]{{0,30}}\bclean\b|clean,? (?:and )?(?:dry|tidy|safe|neat|quiet|comfortable|well|dressed)\b|"
    r"clean (?:water|clothes|clothing|sheets|needles?|syringes?|gloves?|dressing|towels?|air|room|space|copy|up\b|his|her|their|"
    r"the|out|enough|catch|bill of|shaven|intermittent)|(?:must|should|can|will|to) be clean\b|clean-"
)
_RELAPSE = (
    r"relapse[- ]prevention|relapsing[- ](?:remitting|polychondritis|fever)|"
    r"(?:ms|sclerosis|cancer|leukemia|lymphoma|depression|depressive|psychosis|bipolar|manic|colitis|infection|tumor|nephrotic|"
    r"malaria)\W+(?:\w+ ){0,2}relaps\w+|"
    r"relaps\w+ (?:of|in|into) (?:\w+ ){0,2}(?:depressi\w+|psychosis|mania|cancer|infection|leukemia|ms|lymphoma|colitis|"
    r"ulcer\w*|malaria|sclerosis)"
)
_SLIP = (
    r"(?:pay|permission|appointment|referral|pink|deposit|order|packing|lab|parking|paper|reminder|bus|voting|release|school|"
    r"prescription|intake|sign-in|laundry|return|mail) slips?|"
    r"slips? (?:of (?:paper|the|a)|and (?:fall|trip)|on (?:ice|the (?:floor|ice|stairs|mat|step))|off|out|away|from|resistan\w+|sheets?|"
    r"in (?:the|his|her|their) (?:shower|bath\w*|mailbox|folder|file|bag|chart)|for (?:work|school|the|his|her|their))|"
    r"(?:non|anti)-?slip|(?:may|might|can|could|will|not|did|to|let|don't|feet|tires?|discs?|disks?) slip|"
    r"lapses? (?:in|of) (?:\w+ ){0,2}(?:coverage|insurance|consent|memory|judg\w+|attention|concentration|time|eligibility|"
    r"registration|licen\w+|payment|medicaid|benefits?|communication|security|focus|care|days|years|months|weeks)|"
    r"(?:insurance|coverage|memory|time|license|policy|medicaid|eligibility|consent|registration|membership|benefits?)"
    r"(?: \w+){0,2} lapses?|lapse (?:on|at) (?:the|midnight|its)|(?:will|would|may|might|could|can|not|to|let) lapse"
)
_NOT_COMPLIANT = (
    r"(?:hipaa|ada|gdpr|code|regulat\w+|csp|spec|schema|law|policy|tax|contract|vendor|software|form|system|firmware)[- ]"
    r"(?:\w+ ){0,2}non-?complian\w+|non-?complian\w+ (?:with (?:hipaa|the (?:regulations?|code|law|spec\w*|contract|rule))|"
    r"vendors?|software|systems?|forms?|devices?|browsers?)"
)
_REFUSED = (
    r"(?:is|are|was|were|been|be|being|get|gets|got|getting|access|entry|entrance) (?:\w+ly )?refused|"
    r"(?:insurer|insurance|pharmac(?:y|ist)|landlord|clinic|hospital|court|employer|plan|payer|system|server|police|agency|"
    r"company|state|county|database|gate|facility|shelter|judge|bank|bus|school|portal|api|program|driver|medicaid|provider|"
    r"office|board|printer|browser|service|jail|vendor|authority)s?\b(?: \w+){0,2} refus(?:ed|es|ing)|"
    r"refused (?:by|connections?|requests?|entry)|refusing (?:to print|connections?|requests?)"
)
_ADMITTED = (
    r"(?:using|drinking|smoking|injecting|snorting|shooting up|taking (?:pills|drugs|heroin|meth)|relapsing|use of|"
    r"(?:drug|alcohol|substance|opioid|heroin|cocaine|fentanyl|meth|recent|daily|continued|ongoing) use)"
)
_ATTEMPT = (
    r"attempts? (?:to|at) (?:call|reach|contact|deliver|log|sign|send|connect|text|schedule|visit|fax|obtain|get|engage|quit|"
    r"stop|find)\w*|attempts? (?:log|sign|call)"
)
_FAILED = (
    r"(?:out of |at |on )?(?:(?:his|her|their|the|prior|previous|past|multiple|several|inpatient|outpatient|residential|last|"
    r"first|drug|mat|iop) ){0,3}(?:treatments?|rehab|detox|buprenorphine|suboxone|methadone|naltrexone|vivitrol|therapy|recovery|"
    r"(?:inpatient|outpatient|residential|iop)(?= *(?:[.,;:!?)]|and\b|so\b|once\b|twice\b|again\b|before\b|$)))"
)
_OF_USE = r"(?:of|about|regarding|around) (?:his|her|their|the) (?:use|drinking|drug|substance|alcohol|addiction|problem|disease|disorder|illness|habit)\b"
_WITH_SUD = "person with a substance use disorder"
_PEOPLE_SUD = "people with a substance use disorder"

TERMS: tuple[Term, ...] = (
    # people
    Term("former/reformed addict", "addict", r"(?:former|reformed|recovering|recovered|ex)[- ](?:\w+ )?addict\b", "person in recovery"),
    Term("former/reformed addict", "addict", r"(?:former|reformed|recovering|recovered|ex)[- ](?:\w+ )?addicts\b", "people in recovery"),
    Term("addict", "addict", rf"(?:{_SUBSTANCE} )?addict\b", _WITH_SUD),
    Term("addict", "addict", rf"(?:{_SUBSTANCE} )?addicts\b", _PEOPLE_SUD),
    Term("former/reformed addict", "alcoholic", r"(?:former|reformed|recovering|recovered|ex)[- ]alcoholic\b", "person in recovery"),
    Term("former/reformed addict", "alcoholic", r"(?:former|reformed|recovering|recovered|ex)[- ]alcoholics\b", "people in recovery"),
    Term("alcoholic", "alcoholic", r"alcoholic\b", "person with alcohol use disorder", _ALCOHOLIC),
    Term("alcoholic", "alcoholic", r"alcoholics\b", "people with alcohol use disorder", _ALCOHOLIC),
    Term("drug abuser", "abuser", rf"{_SUBSTANCE}[- ]abuser\b", "person who uses drugs"),
    Term("drug abuser", "abuser", rf"{_SUBSTANCE}[- ]abusers\b", "people who use drugs"),
    Term("junkie", "junk", r"(?:junkie|junky)\b", "person who uses drugs", _JUNKIE),
    Term("junkie", "junk", r"junkies\b", "people who use drugs", _JUNKIE),
    Term("druggie / fiend", "druggie fiend", r"(?:druggie|(?:dope |crack |drug )?fiend)\b", "person who uses drugs"),
    Term("druggie / fiend", "druggie fiend", r"(?:druggies|(?:dope |crack |drug )?fiends)\b", "people who use drugs"),
    Term("IV drug user", "user", r"(?:iv|intravenous|injection|injecting|needle)[- ](?:\w+ )?user\b", "person who injects drugs"),
    Term("IV drug user", "user", r"(?:iv|intravenous|injection|injecting|needle)[- ](?:\w+ )?users\b", "people who inject drugs"),
    Term("IDU", "idu ivdu", r"(?-i:IVDU|IDU)\b", "person who injects drugs"),
    Term("IDU", "idu ivdu", r"(?-i:IVDUs|IDUs)\b", "people who inject drugs"),
    Term("user", "user", rf"(?:{_SUBSTANCE}|active|heavy|chronic|known|former|habitual)[- ]user\b", "person who uses drugs", _ACTIVE_USER),
    Term("user", "user", rf"(?:{_SUBSTANCE}|active|heavy|chronic|known|former|habitual)[- ]users\b", "people who use drugs", _ACTIVE_USER),
    Term("user", "user", rf"user of {_TAKEN}\b", "person who uses drugs"),
    Term("user", "user", rf"users of {_TAKEN}\b", "people who use drugs"),
    Term("drug overdose victim", "victim", r"(?:drug )?overdose victim\b", "person who had an overdose"),
    Term("drug overdose victim", "victim", r"(?:(?:drug )?overdose victims|victims of (?:an? )?overdoses?)\b", "people who had an overdose"),
    Term("opioid epidemic victims", "victim", r"(?:opioid (?:epidemic|crisis) victims|victims of the opioid (?:epidemic|crisis))\b", "people affected"),
    Term("frequent flyer", "frequent", r"frequent[- ](?:flyers?|fliers?)\b", "person who often needs care",
         r"frequent[- ]fl[iy]ers? (?:miles?|program|points?|number|account|card|status)"),
    Term("homeless person (as label)", "homeless", rf"homeless {_PERSON}\b", "person without housing"),
    Term("homeless person (as label)", "homeless", r"homeless (?:people|persons|men|women|patients|individuals|clients|guys|veterans|families|youth|adults|kids)\b", "people without housing"),
    Term("homeless person (as label)", "homeless", r"(?:(?<=is )|(?<=was )|(?<=are )|(?<=were )|(?<=been )|(?<=became )|(?<=currently )|(?<=being )|(?<=chronically ))homeless\b(?! (?:shelter|outreach|services))", "without housing"),
    Term("homeless person (as label)", "homeless", r"the homeless\b(?= *(?:[.,;:!?)]|and\b|are\b|in\b|who\b|need\b|population\b|$))", "people without housing"),
    Term("inmate/convict/felon", "inmate", r"inmate\b", "person who is incarcerated"),
    Term("inmate/convict/felon", "inmate", r"inmates\b", "people who are incarcerated"),
    Term("inmate/convict/felon", "convict", r"(?:(?:ex-?|former )convict|(?<=\ba )convict|(?<=the )convict(?= (?:was|is|has|had|who|said|came)))\b", "person who was incarcerated"),
    Term("inmate/convict/felon", "convict", r"(?:ex-?|former )?convicts\b", "people who were incarcerated", r"(?:jury|court|judge) convicts"),
    Term("inmate/convict/felon", "ex-con", r"ex-con\b", "person who was incarcerated"),
    Term("inmate/convict/felon", "felon", r"(?:convicted |ex-|former )?felon\b", "person who was incarcerated"),
    Term("inmate/convict/felon", "felon", r"(?:convicted |ex-|former )?felons\b", "people who were incarcerated"),
    Term("mentally ill", "mentally", rf"mentally ill {_PERSON}\b", "person with a mental health condition"),
    Term("mentally ill", "mentally", rf"(?:the )?mentally ill\b(?! {_PERSON}\b)(?: (?:people|persons|men|women|patients|individuals|clients)\b)?", "people with a mental health condition"),
    Term("prostitute", "prostitut", r"prostitute\b", "person who does sex work"),
    Term("prostitute", "prostitut", r"prostitutes\b", "people who do sex work"),
    Term("addicted baby", "addicted", r"(?:\w+-)?addicted (?:baby|infant|newborn|child)\b", "baby with neonatal withdrawal"),
    Term("addicted baby", "addicted", r"(?:\w+-)?addicted (?:babies|infants|newborns|children)\b", "babies with neonatal withdrawal"),
    Term("addicted baby", "addicted", r"born addicted\b", "born with neonatal withdrawal"),
    Term("crack baby", "crack", r"crack baby\b", "baby prenatally exposed"),
    Term("crack baby", "crack", r"crack babies\b", "babies prenatally exposed"),
    # use
    Term("substance abuse", "abuse", rf"{_SUBSTANCE}(?: (?:and|or) (?:alcohol|drug|substance))?[- ]abuse\b", "substance use"),
    Term("abuse (of prescription)", "abuse", rf"abuse of {_HIS}{_TAKEN}\b", "misuse"),
    Term("abuse (of prescription)", "abuses", rf"abuses (?={_HIS}{_TAKEN}\b)", "misuses "),
    Term("abuse (of prescription)", "abused", rf"abused (?={_HIS}{_TAKEN}\b)", "misused "),
    Term("abuse (of prescription)", "abusing", rf"abusing (?={_HIS}{_TAKEN}\b)", "misusing "),
    Term("abuse (of prescription)", "abuse", rf"abuse (?={_HIS}{_TAKEN}\b)", "misuse "),
    Term("drug habit", "habit", rf"{_SUBSTANCE}[- ]habits?\b", "substance use disorder"),
    Term("drug habit", "habit", r"kick(?:s|ed|ing)? (?:the|his|her|their|a) habit\b", "stop using"),
    Term("recreational", "recreational", r"recreational (?=(?:(?:drug|substance|opioid|cocaine|heroin|stimulant|marijuana|cannabis|ketamine|pill) )?(?:use|drugs?|users?|cannabis|marijuana|cocaine|opioids?)\b)", "(name the substance use) "),
    Term("recreational", "recreationally", r"recreationally\b", "(name the substance use)", r"(?:fish|hunt|swim|play|run|hike|bike|ski|cycle)\w*(?: \w+)? recreationally"),
    Term("clean (person)", "clean", r"clean and sober\b", "in recovery"),
    Term("clean time / sobriety date", "clean", r"clean[- ]time\b", "time in recovery"),
    Term("clean time / sobriety date", "clean sobriety", r"(?:clean|sobriety) dates?\b", "date the person chose"),
    Term("clean (person)", "clean", r"(?:(?<=day )|(?<=days )|(?<=week )|(?<=weeks )|(?<=month )|(?<=months )|(?<=year )|(?<=years ))clean\b(?! time)", "without use", _CLEAN),
    Term("clean (person)", "clean", r"(?:(?<=is )|(?<=was )|(?<=been )|(?<=be )|(?<=got )|(?<=get )|(?<=gets )|(?<=getting )|(?<=stay )|(?<=stays )|(?<=stayed )|(?<=staying )|(?<=remains )|(?<=remained )|(?<=remain )|(?<=are )|(?<=were )|(?<=now )|(?<=kept ))clean\b(?! (?:time|and sober))", "not using", _CLEAN),
    Term("clean (person)", "clean", r"clean (?=(?:for|since) )", "not using ", _CLEAN),
    Term("dirty (person)", "dirty", r"(?:(?<=he is )|(?<=they are )|(?<=he was )|(?<=patient is )|(?<=patient was )|(?<=client is )|(?<=client was )|(?<=still )|(?<=currently ))dirty\b", "using", rf"{_THING}[^.;\n]{{0,30}}dirty"),
    Term("clean urine", "clean", rf"clean {_TEST}\b", "expected test"),
    Term("clean urine", "clean", rf"(?:{_TESTED})clean\b", "as expected"),
    Term("dirty urine", "dirty", rf"dirty {_TEST}\b", "unexpected test"),
    Term("dirty urine", "dirty", rf"(?:{_TESTED}|(?<=urine was )|(?<=urine is )|(?<=uds was )|(?<=ua was )|(?<=screen was ))dirty\b", "not as expected"),
    Term("relapse (blame)", "relaps", r"relapse\b", "return to use", _RELAPSE),
    Term("relapse (blame)", "relaps", r"relapses\b", "returns to use", _RELAPSE),
    Term("relapse (blame)", "relaps", r"relapsed\b", "returned to use", _RELAPSE),
    Term("relapse (blame)", "relaps", r"relapsing\b", "returning to use", _RELAPSE),
    Term("slip / lapse", "slip lapse", r"(?:slip|slip-up|lapse)\b(?!-)", "return to use", _SLIP),
    Term("slip / lapse", "slips lapses slip-ups", r"(?:slips|slip-ups|lapses)\b", "returns to use", _SLIP),
    Term("slip / lapse", "slipped lapsed", r"(?:slipped(?: up| back)?|lapsed) (?=(?:and|into|to) (?:us(?:ed|ing|e)|dr(?:ank|inking)|old))", "returned to use "),
    Term("hitting rock bottom", "rock", r"(?:hit|hits|hitting|reach|reached|reaches|at|found|struck) (?:(?:his|her|their|a) )?rock[- ]bottom\b", "(describe the need)", r"at rock[- ]bottom prices?"),
    # judgment
    Term("drug-seeking", "seeking", r"(?:drug|meds?|medication|opioid|opiate|narcotic|pill|benzo)[- ]seeking\b", "asking for relief"),
    Term("drug-seeking", "seeker", r"(?:drug|meds?|pill)[- ]seekers?\b", "person asking for relief"),
    Term("non-compliant", "complian", r"(?:non-?compliant|not compliant(?= with (?:his|her|their|medication|treatment|care|meds)))\b", "not taking it as planned", _NOT_COMPLIANT),
    Term("non-compliant", "complian", r"non-?compliance\b", "barriers to taking it as planned", _NOT_COMPLIANT),
    Term("non-compliant", "adheren", r"non-?adherent\b", "not taking it as planned"),
    Term("non-compliant", "adheren", r"non-?adherence\b", "barriers to taking it as planned"),
    Term("failed treatment", "failed", rf"failed {_FAILED}\b", "did not benefit from treatment"),
    Term("failed treatment", "fail", r"treatment failures?\b", "treatment that did not work for the person", r"(?:antibiotic|antiviral|hcv|hepatitis|hiv|virologic\w*) treatment failures?"),
    Term("refused", "refus", r"refused\b", "declined", _REFUSED),
    Term("refused", "refus", r"refuses\b", "declines", _REFUSED),
    Term("refused", "refus", r"refusing\b", "declining", _REFUSED),
    Term("admitted to using", "admit", rf"admitted (?:to )?(?={_ADMITTED}\b)", "reported "),
    Term("admitted to using", "admit", rf"admits (?:to )?(?={_ADMITTED}\b)", "reports "),
    Term("admitted to using", "admit", rf"admitting (?:to )?(?={_ADMITTED}\b)", "reporting "),
    Term("enabling", "enabl", r"enabl(?:es|ed|e|ing) (?=(?:him|her|them|(?:his|her|their|the) (?:use|drinking|drug use|addiction|substance use|habit|behaviou?rs?))\b)", "supporting in ways that may hinder ", r"enabl(?:e|es|ed|ing) (?:him|her|them) to"),
    Term("enabling", "enabl", r"(?:enabler|enabling behaviou?rs?)\b", "support that may hinder"),
    Term("denial", "denial", rf"in denial\b(?! of (?:coverage|the claim|service))(?: {_OF_USE})?", "not ready yet"),
    Term("denial", "denial", rf"denial {_OF_USE}", "ambivalence"),
    # treatment
    Term("opioid substitution", "substitution", r"opioid substitution(?: therapy| treatment)?\b", "opioid agonist therapy"),
    Term("substitution/replacement therapy", "substitution replacement", r"(?:(?:opiate|methadone|drug|heroin|buprenorphine|agonist) (?:substitution|replacement)(?: therapy| treatment)?|opioid replacement(?: therapy| treatment)?|substitution (?:therapy|treatment))\b", "medication treatment"),
    Term("medication-assisted treatment", "assisted", r"medication[- ]assisted (?:treatment|therapy|recovery)\b", "medication for opioid or alcohol use disorder"),
    Term("medication-assisted treatment", "mat", r"(?-i:MAT)\b", "MOUD"),
    Term("detox (as cure)", "detox", r"detox(?:ification)?\b", "withdrawal management", r"detox(?:ification)? (?:teas?|diets?|juices?|water|smoothies?|foot)|(?:liver|metal|heavy[- ]metal|sugar|digital) detox\w*"),
    Term("detox (as cure)", "detox", r"detox(?:ed|ing)\b", "in withdrawal management", r"(?:digital|sugar) detox\w*"),
    Term("needle exchange", "needle", r"needle[- ]exchanges?(?: programs?)?\b", "syringe services program"),
    # suicide
    Term("committed suicide", "suicide", r"(?:committed|completed) suicide\b", "died by suicide"),
    Term("committed suicide", "suicide", r"(?:commit|commits|committing|complete) suicide\b", "die by suicide"),
    Term("failed/successful attempt", "attempt", r"(?:failed|unsuccessful) (?:suicide )?attempt\b", "suicide attempt", r"(?:failed|unsuccessful) " + _ATTEMPT),
    Term("failed/successful attempt", "attempt", r"(?:failed|unsuccessful) (?:suicide )?attempts\b", "suicide attempts", r"(?:failed|unsuccessful) " + _ATTEMPT),
    Term("failed/successful attempt", "suicide", r"successful suicides?(?: attempts?)?\b", "death by suicide"),
)  # fmt: skip
