"""The matrix of roles says what the gate does; changes of roles are seen by who may; the words of the audit are complete."""

import ast

import pytest

from care.access.policy import PROGRAMME_CATEGORIES, TEAM_CATEGORIES
from care.accounts import operations
from care.accounts.models import Organisation, Staff
from care.actor import Category, Role
from care.pages.presenters.audit_words import VERBS, verb_words
from care.pages.presenters.roles import NAME_ONLY, NO, OWN_NOTES, PROGRAM, TEAM, hands_over, opens_in_emergency, orders, reads
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.accounts import actor_for, staff_with
from tests.house_rules.sources import modules

PAGE = "/staff/roles/"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("category", sorted(set(Category) - {Category.COUNSELLING_NOTE}))
def test_a_cell_says_what_the_role_is_for(role: Role, category: Category) -> None:
    cell = reads(role, category)
    if category in PROGRAMME_CATEGORIES.get(role, ()):
        assert cell == PROGRAM
    elif category in TEAM_CATEGORIES.get(role, ()):
        assert cell == TEAM
    else:
        assert cell not in (PROGRAM, TEAM)


def test_what_is_special_is_said() -> None:
    assert orders(Role.PRESCRIBER) == TEAM
    assert all(orders(role) == NO for role in set(Role) - {Role.PRESCRIBER})
    assert reads(Role.COUNSELOR, Category.COUNSELLING_NOTE) == OWN_NOTES
    assert reads(Role.SUPERVISOR, Category.COUNSELLING_NOTE) == NO
    assert reads(Role.PRIVACY_OFFICER, Category.DEMOGRAPHICS) == NAME_ONLY
    assert reads(Role.PRIVACY_OFFICER, Category.SUD).word == "With a reason"
    assert all(reads(role, category) == NO for role in (Role.AUDITOR, Role.ADMINISTRATOR) for category in Category)
    assert hands_over(Role.AUDITOR) == NO
    assert opens_in_emergency(Role.PEER).word == "With a reason"
    assert opens_in_emergency(Role.COORDINATOR).word == "Not needed"
    assert opens_in_emergency(Role.FRONT_DESK) == NO


@pytest.mark.django_db
def test_everybody_sees_the_matrix_and_their_own_role_in_it(as_: SignIn, bob: Staff) -> None:
    page = as_(bob).get(PAGE)
    assert [card.is_yours for card in page.context["roles"]] == [role is Role.COUNSELOR for role in Role]
    assert page.content.decode().count('role="cell"') == len(Role) * (len(Category) + 4)
    assert "Changes of roles" not in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_who_gave_which_role_to_whom_when_and_why(as_: SignIn, clinic: Organisation, bob: Staff, charlie: Staff, now) -> None:
    boss = staff_with(Role.ADMINISTRATOR, organisation=clinic, user__name="Pat Lowe")
    operations.grant_role(actor=actor_for(boss), staff_id=bob.pk, role=Role.PEER, reason="Covers for Luis", at=now)
    operations.revoke_role(actor=actor_for(boss), staff_id=bob.pk, role=Role.PEER, reason="Luis is back", at=now)
    for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.PRIVACY_OFFICER):
        page = " ".join(as_(staff_with(role, organisation=clinic)).get(PAGE).content.decode().split())
        assert "Bob Nair: given peer recovery specialist" in page
        assert "by Pat Lowe: Covers for Luis" in page
        assert "Bob Nair: taken peer recovery specialist" in page
        assert "Luis is back" in page
        assert charlie.user.name not in page


@pytest.mark.django_db
def test_the_matrix_costs_no_query_of_its_own(as_: SignIn, bob: Staff) -> None:
    assert queries_of(as_(bob), PAGE) == 3


# --- the words of the audit ----------------------------------------------------------------------------------------------------


def _verbs() -> dict[str, str]:
    """Every verb that the code writes as it stands, with a file that writes it."""
    found: dict[str, str] = {}
    for module in modules():
        for node in module.nodes:
            if isinstance(node, ast.keyword) and node.arg == "verb":
                for part in ast.walk(node.value):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and "." in part.value.strip("._"):
                        found.setdefault(part.value, module.place)
    return found


def test_every_verb_of_the_audit_has_words() -> None:
    without = {verb: place for verb, place in _verbs().items() if verb not in VERBS and not verb.endswith("_")}
    assert not without, f"care/pages/presenters/audit_words.py has no words for {without}"


def test_words_are_sentences_without_a_machine_in_them() -> None:
    for verb, words in VERBS.items():
        assert words[0].isupper(), verb
        assert "_" not in words, verb
        assert not words.endswith("."), verb
    assert verb_words("paper.given") == "Was given a part of the record"
    assert verb_words("new_thing.was_done") == "New thing was done"
