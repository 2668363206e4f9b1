"""The safety questions of an intake: which follow from which, how grave the answers are, and what they ask of us. Pure.

The steps are those of the C-SSRS screener (clinical reference 4.6) in words of our own; the instrument itself, with its score,
belongs to the assessments. Levels and times: clinical reference 9.4. What is not there is an own default and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from care.actor import Role
from care.actor.vocabulary import Described
from care.teams.rules import Risk
from care.worklist.rules import Priority


class Reply(Described):
    """An answer. Nothing chosen means that it was not asked."""

    YES = "yes", "Yes", "Yes."
    NO = "no", "No", "No."
    UNSAID = "unsaid", "Prefers not to say", "It is an answer, and is never held against anybody."


class When(Described):
    """When something was last done to end one's life."""

    RECENT = "recent", "In the last three months", "It weighs most (C-SSRS 6)."
    EARLIER = "earlier", "Longer ago", "Longer than three months ago."
    UNSAID = "unsaid", "Prefers not to say", "Taken as recent until it is known."


class Question(Described):
    """What is asked, as it is said to the person. Value: the name of the column."""

    WISH = "wish", "In the last month, have you wished you were dead, or would not wake up?", "C-SSRS 1"
    THOUGHTS = "thoughts", "In the last month, have you had thoughts of ending your life?", "C-SSRS 2"
    METHOD = "method", "Have you thought about how you might do it?", "C-SSRS 3"
    INTENT = "intent", "Have you had these thoughts and some intention of acting on them?", "C-SSRS 4"
    PLAN = "plan", "Have you worked out the details, and do you mean to carry them out?", "C-SSRS 5"
    TRIED = "tried", "Have you ever done, started or prepared anything to end your life?", "C-SSRS 6"
    SAFE_TONIGHT = "safe_tonight", "Are you safe where you will be tonight?", "own; check-in form 7.2"
    HURT = "hurt", "Is anybody hurting or threatening you, or making you do things?", "own; HITS, clinical reference 4.10"
    MEANS = (
        "means",
        "Is there anything within reach that worries you: a firearm, pills, something else?",
        "own; lethal means, 9.3",
    )


# What is asked only after a yes to one of these. C-SSRS: 3, 4 and 5 after 2.
FOLLOWS: dict[Question, frozenset[Question]] = {
    Question.METHOD: frozenset({Question.THOUGHTS}),
    Question.INTENT: frozenset({Question.THOUGHTS}),
    Question.PLAN: frozenset({Question.THOUGHTS}),
    Question.MEANS: frozenset({Question.WISH, Question.THOUGHTS, Question.TRIED}),
}

Replies = Mapping[Question, Reply]


def is_asked(question: Question, replies: Replies) -> bool:
    """Whether a question follows from what was answered; the others are always asked."""
    return question not in FOLLOWS or any(replies.get(one) is Reply.YES for one in FOLLOWS[question])


def follow_ups(replies: Replies) -> list[Question]:
    """The questions that follow from the answers and have none yet, in their order."""
    return [question for question in Question if question in FOLLOWS and is_asked(question, replies) and question not in replies]


class Concern(Described):
    """What an answer tells us, gravest first."""

    INTENT = (
        "intent",
        "Thoughts of suicide with intent",
        "Do not leave them alone; stay in contact until somebody has taken over.",
    )
    RECENT = "recent", "Did something to end their life in the last three months", "Do not leave them alone; stay in contact."
    NOT_SAFE = "not_safe", "Not safe tonight", "Stay in contact until there is a safe place for tonight."
    HURT = "hurt", "Is being hurt or threatened", "Ask alone, in private; agree on what may be written and where to call."
    METHOD = "method", "Thoughts of suicide with a method", "A clinician sees them today; safety plan; make the place safer."
    EARLIER = "earlier", "Did something to end their life, longer ago", "A clinician sees them today; safety plan."
    UNCLEAR = "unclear", "Thoughts of suicide, not asked further", "Ask the rest today, or have a clinician ask."
    THOUGHTS = "thoughts", "Thoughts of suicide", "Offer a safety plan and a talk with a counselor."
    WISH = "wish", "Wishes to be dead", "Offer a safety plan and a talk with a counselor."


# Clinical reference 4.6 and 9.4: high is level 3, moderate level 2, low level 1; not safe tonight and violence at home are 3.
# A yes to thoughts whose further questions nobody answered counts as moderate until they are: own default.
LEVELS: dict[Concern, int] = {
    Concern.INTENT: 3,
    Concern.RECENT: 3,
    Concern.NOT_SAFE: 3,
    Concern.HURT: 3,
    Concern.METHOD: 2,
    Concern.EARLIER: 2,
    Concern.UNCLEAR: 2,
    Concern.THOUGHTS: 1,
    Concern.WISH: 1,
}
# What each tells of the risk of suicide, as the screener would (4.6); being hurt, or not safe tonight, tells nothing of it.
RISKS: dict[Concern, Risk] = {
    Concern.INTENT: Risk.HIGH,
    Concern.RECENT: Risk.HIGH,
    Concern.METHOD: Risk.MODERATE,
    Concern.EARLIER: Risk.MODERATE,
    Concern.UNCLEAR: Risk.UNCLEAR,
    Concern.THOUGHTS: Risk.LOW,
    Concern.WISH: Risk.LOW,
}
PRIORITIES = {1: Priority.RAISED, 2: Priority.URGENT, 3: Priority.CRISIS}
WITHIN = {1: timedelta(hours=24), 2: timedelta(hours=4), 3: timedelta(minutes=5)}
ROLES = {1: Role.COUNSELOR, 2: Role.COUNSELOR, 3: Role.COORDINATOR}
TITLES = {1: "Talk about safety", 2: "See them today: safety", 3: "Safety: stay with them now"}


@dataclass(frozen=True, slots=True)
class Assessment:
    """How grave the answers are: level 0 to 3, and what they tell, gravest first."""

    level: int
    concerns: tuple[Concern, ...]

    @property
    def priority(self) -> Priority:
        """How long the task may wait; routine where nothing was told."""
        return PRIORITIES.get(self.level, Priority.ROUTINE)


def assess(replies: Replies, *, tried_when: When | None = None) -> Assessment:
    """What the answers tell. What was not asked, or would rather not be said, tells nothing; but a yes is never made smaller
    by what was left out after it.
    """
    found = [concern for concern in Concern if concern in _concerns(replies, tried_when)]
    return Assessment(max((LEVELS[concern] for concern in found), default=0), tuple(found))


def suicide_risk(replies: Replies, *, tried_when: When | None = None) -> Risk | None:
    """What the answers tell of the risk of suicide: the gravest; none found only where each question that is always asked about
    it has a no; None where they do not tell.
    """
    concerns = assess(replies, tried_when=tried_when).concerns
    for concern in concerns:
        if concern in RISKS:
            return RISKS[concern]
    asked = (Question.WISH, Question.THOUGHTS, Question.TRIED)
    return Risk.NONE if all(replies.get(question) is Reply.NO for question in asked) else None


def _concerns(replies: Replies, tried_when: When | None) -> set[Concern]:
    def yes(*questions: Question) -> bool:
        return any(replies.get(question) is Reply.YES for question in questions)

    found = set()
    if yes(Question.INTENT, Question.PLAN):
        found.add(Concern.INTENT)
    if yes(Question.TRIED):
        found.add(Concern.EARLIER if tried_when is When.EARLIER else Concern.RECENT)
    if replies.get(Question.SAFE_TONIGHT) is Reply.NO:
        found.add(Concern.NOT_SAFE)
    if yes(Question.HURT):
        found.add(Concern.HURT)
    if yes(Question.METHOD):
        found.add(Concern.METHOD)
    if yes(Question.THOUGHTS) and not all(
        replies.get(question) in (Reply.YES, Reply.NO) for question in (Question.METHOD, Question.INTENT, Question.PLAN)
    ):
        found.add(Concern.UNCLEAR)
    if yes(Question.THOUGHTS) and not found & {Concern.INTENT, Concern.METHOD, Concern.UNCLEAR}:
        found.add(Concern.THOUGHTS)
    if yes(Question.WISH):
        found.add(Concern.WISH)
    return found


def needs_a_task(*, level: int, asked_for: int) -> bool:
    """Whether somebody is asked to act: where there is a level, unless as much is asked for already by an unfinished task."""
    return level > asked_for
