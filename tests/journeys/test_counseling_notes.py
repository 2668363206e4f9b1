"""A counselor keeps a note of a conversation, a supervisor signs beside it, and a coordinator learns nothing of either."""

import re

from playwright.sync_api import expect

from care.actor import Role
from tests.journeys.clinic import colleague
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at
from tests.journeys.people import registers

WORDS = "Spoke of the lighthouse at Quillfeather Point, and of nobody who lived there."


def test_a_note_is_written_signed_and_signed_beside(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = registers(amara, given="Wren", family="Castellanos", born="1987-02-11", lead="Priya Nair", function="Counselor")

    with colleague_at_work(Role.COUNSELOR, at=f"{chart}notes/") as priya:
        page = priya.page
        expect(page.get_by_role("heading", name="You keep no counseling notes of Wren")).to_be_visible()
        page.get_by_role("button", name="Begin a note about Wren").click()
        expect(page.get_by_role("heading", name="What does not belong here")).to_be_visible()
        page.get_by_label("Note", exact=True).fill(f"{WORDS} He says he is a junkie.")
        expect(page.locator("[data-care-draft-status]")).to_contain_text("Saved")
        page.reload()
        expect(page.get_by_label("Note", exact=True)).to_have_value(f"{WORDS} He says he is a junkie.")
        expect(page.locator(".tl-lang")).to_contain_text("junkie")
        page.get_by_label("Note", exact=True).fill(WORDS)
        page.get_by_role("button", name="Save, and read it once more").click()
        expect(page.get_by_role("article")).to_contain_text(WORDS)
        assert not look_at(page, "note-before-signing")
        supervisor = colleague(Role.SUPERVISOR).name
        choice = page.get_by_label("Ask for a co-signature")
        option = next(one for one in choice.locator("option").all_inner_texts() if one.startswith(supervisor))
        choice.select_option(label=option)
        page.get_by_role("button", name="Sign Wren’s note as Priya Nair").click()
        expect(page.get_by_role("status").filter(has_text="Wren Castellanos: note signed")).to_be_visible()
        note = priya.path()
        assert re.fullmatch(rf"{chart}notes/[0-9a-f-]{{36}}/", note)

    with colleague_at_work(Role.COORDINATOR, at=chart) as amara:
        expect(amara.page.get_by_role("link", name="Counseling notes", exact=True)).to_have_count(0)
        amara.sees_not("signature is asked for")
        assert amara.goes_to(note) == 403
        amara.sees_not("Quillfeather")
        amara.goes_to(f"{chart}history/")
        amara.sees_not("note")

    with colleague_at_work(Role.SUPERVISOR) as ruth:
        page = ruth.page
        row = page.locator("tr").filter(has_text="Wren Castellanos").filter(has_text="Your co-signature is asked for")
        row.get_by_role("link", name="Read and co-sign").click()
        expect(page.get_by_role("article")).to_contain_text(WORDS)
        page.get_by_role("button", name="Co-sign Priya Nair’s note").click()
        expect(page.get_by_role("status").filter(has_text="note co-signed")).to_be_visible()

    with colleague_at_work(Role.COUNSELOR, at=note) as priya:
        page = priya.page
        expect(page.get_by_role("article")).to_contain_text(supervisor)
        page.get_by_role("link", name="Add to it").click()
        page.get_by_label("What you add").fill("The lighthouse again, lit this time.")
        page.get_by_role("button", name="Sign the addendum as Priya Nair").click()
        expect(page.get_by_role("article")).to_contain_text("lit this time")
        assert not look_at(page, "note-with-addendum")
