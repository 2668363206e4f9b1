"""The words of coverage: plans, services, states and steps, clocks and where their figures come from. Each has its sentence."""

from care.actor.vocabulary import Described


class PlanKind(Described):
    """What sort of payer it is: its law gives the clocks."""

    MEDICAID_PLAN = "medicaid_plan", "Medicaid managed care", "A health plan that a state pays for its Medicaid members."
    MEDICAID = "medicaid", "Medicaid, from the state", "The state pays for each service itself."
    MEDICARE = "medicare", "Original Medicare", "Parts A and B."
    MEDICARE_ADVANTAGE = "medicare_advantage", "Medicare Advantage", "A private plan in place of Parts A and B."
    MARKETPLACE = "marketplace", "Marketplace plan", "Bought for oneself, with or without tax credits."
    EMPLOYER = "employer", "Employer plan", "Through somebody’s work."
    MILITARY = "military", "TRICARE or VA", "For those who serve or served, and their families."
    TRIBAL = "tribal", "Indian Health Service or tribal", "Care through IHS, a Tribe or an urban Indian program."
    OTHER = "other", "Another payer", "Anything else that pays for care."
    NOT_KNOWN = "not_known", "Not known yet", "Somebody still has to find out what sort of plan this is."
    SELF_PAY = "self_pay", "Pays themselves", "No plan is billed."


class Holder(Described):
    """In whose name the plan is: letters about care go to them unless the plan was asked to send them elsewhere."""

    SELF = "self", "The person", "Letters go to the person."
    SPOUSE = "spouse", "Spouse or partner", "Letters about care may go to them."
    PARENT = "parent", "Parent", "Letters about care may go to them."
    OTHER = "other", "Somebody else", "Letters about care may go to them."


class How(Described):
    """How something was learned from the payer."""

    PHONE = "phone", "By phone", "Somebody at the payer said so; who is written down."
    PORTAL = "portal", "On the payer’s website", "As the payer’s own site shows it."
    ELECTRONIC = "electronic", "Electronic answer", "The answer to an electronic question about eligibility (271)."
    LETTER = "letter", "By letter", "The payer wrote."
    CARD = "card", "From the card", "As the member card says; nobody asked the payer."
    PERSON = "person", "The person said so", "Nobody asked the payer."


class Standing(Described):
    """Whether the payer counts the person as covered."""

    ACTIVE = "active", "Active", "Covered on that day."
    INACTIVE = "inactive", "Not active", "Not covered on that day."
    NOT_FOUND = "not_found", "Not found", "The payer does not know this member number."
    UNCLEAR = "unclear", "Unclear", "The answer was not clear; ask again."


class Known(Described):
    """Yes, no, or nobody knows."""

    YES = "yes", "Yes", "The payer says yes."
    NO = "no", "No", "The payer says no."
    NOT_KNOWN = "not_known", "Not known", "Nobody has asked yet, or the answer was not clear."


class Service(Described):
    """What a payer is asked about."""

    METHADONE = "methadone", "Methadone in an opioid treatment program", "Dosing, with the counseling that belongs to it."
    BUPRENORPHINE = "buprenorphine", "Buprenorphine, daily", "Under the tongue or in the cheek."
    INJECTION = "injection", "Long-acting injection", "Buprenorphine or naltrexone, from a pharmacy or at the clinic."
    OTHER_MEDICATION = "other_medication", "Another medication", "Acamprosate, naltrexone by mouth and others."
    COUNSELING = "counseling", "Counseling", "One to one, group or family."
    INTENSIVE = "intensive", "Intensive outpatient", "Nine hours a week or more, partial hospital included."
    RESIDENTIAL = "residential", "Residential care", "Treatment where the person stays."
    WITHDRAWAL = "withdrawal", "Withdrawal management", "Inpatient or outpatient."
    PSYCHIATRY = "psychiatry", "Psychiatric care", "Assessment and medication."
    TESTS = "tests", "Drug tests and labs", "Screens, definitive tests, blood work."
    PEER = "peer", "Peer support", "From a certified peer recovery specialist."
    TRANSPORT = "transport", "Rides to care", "Non-emergency medical transportation."
    OTHER = "other", "Something else", "Said in words."


class Measure(Described):
    """In what an approval is counted."""

    DAYS = "days", "days", "Days of care."
    VISITS = "visits", "visits", "Visits or sessions."
    DOSES = "doses", "doses", "Doses or injections."
    UNITS = "units", "units", "Units as the payer counts them."


class SentBy(Described):
    """How something went to the payer."""

    PORTAL = "portal", "The payer’s website", "Uploaded."
    FAX = "fax", "Fax", "With the page that says it arrived."
    PHONE = "phone", "Phone", "Told on the phone."
    ELECTRONIC = "electronic", "Electronic request", "Through the electronic health record or a clearinghouse."
    MAIL = "mail", "Mail", "On paper."


class AuthorizationState(Described):
    """Where a prior authorization stands."""

    DRAFT = "draft", "Being prepared", "Not with the plan yet."
    SENT = "sent", "With the plan", "The plan’s clock runs."
    PENDED = "pended", "The plan asks for more", "Until it is answered the plan does not decide."
    APPROVED = "approved", "Approved", "Until a day, for so many units."
    PARTLY = "partly", "Approved in part", "Less than was asked for; the rest can be appealed."
    DENIED = "denied", "Denied", "What can be done stands under the denial."
    CLOSED = "closed", "Over", "Used up, run out, renewed, or no longer needed."
    WITHDRAWN = "withdrawn", "Taken back", "It was not needed before the plan decided."


class AuthorizationStep(Described):
    """What is done with a prior authorization."""

    SEND = "send", "Send", "It goes to the plan."
    PEND = "pend", "More is asked for", "The plan wants more before it decides."
    ANSWER = "answer", "Answer", "What the plan asked for has gone."
    APPROVE = "approve", "Approved", "As asked for."
    APPROVE_PARTLY = "approve_partly", "Approved in part", "Less than was asked for."
    DENY = "deny", "Denied", "The plan says no."
    CLOSE = "close", "Close", "It is over."
    WITHDRAW = "withdraw", "Take back", "It is no longer needed."


class DenialKind(Described):
    """To what a payer said no."""

    AUTHORIZATION = "authorization", "Prior authorization", "Care that was asked for beforehand."
    UNDER_WAY = "under_way", "Care that was under way", "Approved care is cut short or ended."
    CLAIM = "claim", "A claim", "Care that was given is not paid."
    STEP = "step", "Another medication first", "The plan wants something else tried first."
    ELIGIBILITY = "eligibility", "Coverage itself", "An application or a renewal was turned down, or coverage was ended."
    OTHER = "other", "Something else", "Said in words."


class DenialReason(Described):
    """Why, as the payer said."""

    NECESSITY = "necessity", "Not medically necessary", "The plan must give its criteria when asked."
    NOT_COVERED = "not_covered", "Not a covered benefit", "The plan says that it does not cover this."
    NO_AUTHORIZATION = "no_authorization", "No prior authorization", "It had to be asked for beforehand."
    LIMIT = "limit", "Above a limit", "Of doses, visits, days or time."
    TRIED_FIRST = "tried_first", "Something else first", "Step therapy."
    NETWORK = "network", "Out of network", "The provider is not with the plan."
    NOT_ELIGIBLE = "not_eligible", "Not eligible", "The payer says that the person was not covered."
    PAPERS = "papers", "Papers missing or late", "Something was missing, wrong or late."
    OTHER = "other", "Another reason", "Said in words."
    NOT_SAID = "not_said", "No reason was given", "The plan must give one when asked."


class DenialState(Described):
    """Where a denial stands."""

    OPEN = "open", "Open", "Somebody decides with the person whether to appeal."
    APPEALED = "appealed", "Appealed", "An appeal is with whoever decides it."
    UPHELD = "upheld", "Upheld", "The appeal was lost; there may be a next level."
    OVERTURNED = "overturned", "Overturned", "The appeal was won."
    PARTLY_OVERTURNED = "partly_overturned", "Overturned in part", "A part was won; there may be a next level."
    STANDS = "stands", "Left as it is", "Nobody appeals, or no longer; why is written."


class DenialStep(Described):
    """What is done about a denial."""

    APPEAL = "appeal", "Appeal", "An appeal is filed, at the first or the next level."
    UPHOLD = "uphold", "Upheld", "The appeal was lost."
    OVERTURN = "overturn", "Overturned", "The appeal was won."
    OVERTURN_PARTLY = "overturn_partly", "Overturned in part", "A part was won."
    LEAVE = "leave", "Leave it", "Nobody appeals, or no longer."
    REOPEN = "reopen", "Look at it again", "Somebody appeals after all."


class Level(Described):
    """To whom an appeal goes."""

    PLAN = "plan", "The plan", "The first level: the payer looks again itself."
    PLAN_AGAIN = "plan_again", "The plan, second level", "Where the plan has a second level of its own."
    HEARING = "hearing", "State fair hearing", "Medicaid: a hearing officer of the state."
    EXTERNAL = "external", "External review", "An independent reviewer."
    JUDGE = "judge", "Independent review or a judge", "Medicare’s further levels."


class Outcome(Described):
    """How an appeal ended."""

    UPHELD = "upheld", "Lost", "The denial stands."
    OVERTURNED = "overturned", "Won", "The payer must cover it."
    PARTLY = "partly", "Won in part", "A part is covered."
    TAKEN_BACK = "taken_back", "Taken back", "Before it was decided."


class AidState(Described):
    """Where an application for help with costs stands."""

    CONSIDERED = "considered", "Considered", "It may fit; the person has not decided."
    GATHERING = "gathering", "Papers being gathered", "The person wants it."
    APPLIED = "applied", "Applied", "The program decides."
    ASKED_MORE = "asked_more", "More is asked for", "The program wants more papers."
    GRANTED = "granted", "Granted", "Until it has to be renewed."
    TURNED_DOWN = "turned_down", "Turned down", "The program says no."
    NOT_WANTED = "not_wanted", "Not wanted", "The person decided against it."
    ENDED = "ended", "Ended", "It no longer helps, or is no longer needed."


class AidStep(Described):
    """What is done about an application for help with costs."""

    GATHER = "gather", "Gather papers", "The person wants it."
    APPLY = "apply", "Apply", "It goes to the program."
    ASK_MORE = "ask_more", "More is asked for", "The program wants more papers."
    ANSWER = "answer", "Answer", "What was asked for has gone."
    GRANT = "grant", "Granted", "The program says yes."
    TURN_DOWN = "turn_down", "Turned down", "The program says no."
    RENEW = "renew", "Renew", "It has to be asked for again."
    LEAVE = "leave", "Not wanted", "The person decided against it."
    END = "end", "End", "It no longer helps, or is no longer needed."


class Subject(Described):
    """What a deadline is about."""

    COVERAGE = "coverage", "Coverage", "Who pays."
    AUTHORIZATION = "authorization", "Prior authorization", "What the plan is asked beforehand."
    DENIAL = "denial", "Denial", "What the payer said no to."
    AID = "aid", "Help with costs", "A program that helps."


class Clock(Described):
    """What runs out. The words are also the kind of the task that stands on a worklist before it does."""

    SEND = "authorization_to_send", "Send it to the plan", "The request has not gone yet."
    DECISION = "authorization_decision", "The plan decides", "The last moment that the plan has."
    INFORMATION = "authorization_question", "Answer the plan", "The plan asked for more."
    RENEWAL = "authorization_renewal", "The approval ends", "Care goes on only with a new one."
    UNITS = "authorization_units", "Units run out", "What was approved is nearly used."
    APPEAL = "appeal_to_file", "Last day to appeal", "Decide with the person, then file."
    CONTINUE = "appeal_care_goes_on", "Last day to keep care going", "Ask that care goes on until the appeal is decided."
    APPEAL_DECISION = "appeal_decision", "The appeal is decided", "The last moment for whoever decides it."
    PAPERS = "aid_papers", "Papers are due", "Gather what the program asks for, with the person."
    AID_DECISION = "aid_decision", "The program decides", "The last day that the program has."
    AID_INFORMATION = "aid_question", "Answer the program", "The program asked for more."
    AID_RENEWAL = "aid_renewal", "Has to be renewed", "Without it the help ends."
    COVERAGE_RENEWAL = "coverage_renewal", "Coverage has to be renewed", "Without it the payer ends coverage."
    COVERAGE_END = "coverage_end", "Coverage ends", "Somebody has to find what comes after."


class Figure(Described):
    """A length of time that a payer’s law or contract gives."""

    AUTHORIZATION = "authorization", "Decision on a prior authorization", "From the moment at which it was sent."
    AUTHORIZATION_EXPEDITED = "authorization_expedited", "Decision on an expedited prior authorization", "From the moment sent."
    APPEAL_FILE = "appeal_file", "Filing the first appeal", "From the date on the notice."
    APPEAL = "appeal", "Decision on an appeal", "From the day on which it was filed."
    APPEAL_EXPEDITED = "appeal_expedited", "Decision on an expedited appeal", "From the moment at which it was filed."
    NEXT_FILE = "next_file", "Going on to the next level", "From the date of the decision on the appeal."
    CONTINUE = "continue", "Asking that care goes on", "From the date on the notice."
    AID_DECISION = "aid_decision", "Decision on an application", "From the day of the application."


class TimeUnit(Described):
    """In what a figure is counted. Days are calendar days of the program's zone."""

    HOURS = "hours", "hours", "From the minute."
    DAYS = "days", "days", "Calendar days."
    MONTHS = "months", "months", "To the same day of a later month."


class Ground(Described):
    """Where a deadline comes from."""

    SAID = "said", "As the payer said", "From a letter or a call."
    RULE = "rule", "By the rules of this kind of plan", "A figure of the list of clocks."
    OWN = "own", "Our own aim", "No rule gives it."
