"""`manage.py load_questionnaire FILE --as EMAIL`: an official FHIR Questionnaire as the wording of an instrument."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.accounts.queries import work_places_of_email
from care.actor import Actor, Role
from patients.assessments.catalogue import definitions
from patients.assessments.operations import UnknownInstrument, WordingRefused, load_wording
from patients.assessments.operations.wordings import LARGEST
from patients.assessments.rules.official import panel_of


class Command(BaseCommand):
    help = "Load the official wording of an instrument. It is shown from now on; our own labels stand in until then."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", required=True, dest="email", metavar="EMAIL", help="the administrator who loads it")
        parser.add_argument("--instrument", default="", help="its code here; else it is known by its LOINC code")
        parser.add_argument("--language", default="en", choices=["en", "es"])

    def handle(self, *args: Any, **options: Any) -> None:
        actor = self._administrator(options["email"])
        document = self._read(options["file"])
        instrument = options["instrument"] or self._known_by_code(document)
        try:
            wording = load_wording(
                actor=actor, instrument=instrument, document=document, language=options["language"], at=timezone.now()
            )
        except UnknownInstrument:
            raise CommandError(f"There is no instrument {instrument}. There are: {', '.join(sorted(definitions()))}.") from None
        except WordingRefused as problem:
            raise CommandError("Nothing was loaded.\n" + "\n".join(problem.reasons)) from None
        self.stdout.write(f"{wording.title} is shown for {instrument} ({wording.language}).")

    def _administrator(self, email: str) -> Actor:
        places = [place for place in work_places_of_email(email=email) if Role.ADMINISTRATOR in place.roles]
        if len(places) != 1:
            raise CommandError(f"{email} is not the address of one administrator.")
        place = places[0]
        return Actor.staff(
            user_id=place.user_id, staff_id=place.staff_id, organisation_id=place.organisation_id, roles=place.roles
        )

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            if path.stat().st_size > LARGEST:
                raise CommandError("Nothing was loaded. It is larger than a questionnaire is.")
            document = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as problem:
            raise CommandError(f"Nothing was loaded. {problem}") from None
        if not isinstance(document, dict):
            raise CommandError("Nothing was loaded. It is not a FHIR Questionnaire.")
        return document

    def _known_by_code(self, document: dict[str, Any]) -> str:
        panel = panel_of(document)
        found = [one.code for one in definitions().values() if panel and one.panel_code == panel]
        if len(found) != 1:
            raise CommandError("Nothing was loaded. Say which instrument it is: --instrument.")
        return found[0]
