"""`manage.py setup`: a real clinic's first organisation and its administrator, asked or by arguments."""

import argparse
import getpass
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from care.accounts import mail, operations
from care.accounts.models import User
from care.accounts.queries import organisation_names
from care.actor import Actor
from care.lib.dates import ZONE_CHOICES, is_zone
from care.lib.states import STATES


class Command(BaseCommand):
    help = "Open a clinic's first organization, with the administrator who invites everybody else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", "--organization", help="its name")
        parser.add_argument("--zone", help="its time zone, such as America/New_York")
        parser.add_argument(
            "--part2",
            action=argparse.BooleanOptionalAction,
            help="whether it is a Part 2 program (42 CFR 2.11); if in doubt, it is",
        )
        parser.add_argument("--phone", default="", help="its phone number")
        parser.add_argument(
            "--state", default="", type=str.upper, choices=["", *STATES], help="the state whose law holds there, such as RI"
        )
        parser.add_argument("--name", help="the administrator's name")
        parser.add_argument("--email", help="the administrator's work e-mail")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from the first line of standard input"
        )
        parser.add_argument("--link", action="store_true", help="set no password; print a link under which to choose one")
        parser.add_argument("--address", help="where the site is reached, such as https://care.example.org; used by --link")
        parser.add_argument("--another", action="store_true", help="open one more organization beside those that there are")

    def handle(self, *args: Any, **options: Any) -> None:
        present = organisation_names()
        if present and not options["another"]:
            raise CommandError(
                f"There is an organization already: {', '.join(present)}. With --another, one more is opened beside it."
            )
        if options["password_stdin"] and options["link"]:
            raise CommandError("Choose one: --password-stdin or --link.")
        self._check_complete(options)
        name = options["organisation"] or self._ask("Name of the organization")
        zone = options["zone"] or self._ask("Time zone", default="America/New_York", choices=[zone for zone, _ in ZONE_CHOICES])
        if not is_zone(zone):
            raise CommandError(
                f"There is no time zone {zone!r}. Take one such as {', '.join(zone for zone, _ in ZONE_CHOICES[:4])}."
            )
        part2 = options["part2"] if options["part2"] is not None else self._ask_yes("Is it a Part 2 program (42 CFR 2.11)?")
        person = options["name"] or self._ask("Name of the administrator")
        email = self._checked_email(options["email"] or self._ask("Work e-mail of the administrator"))
        password = None if options["link"] else self._password(options, User(email=email.lower(), name=person))
        try:
            staff = operations.set_up_organisation(
                actor=Actor.system(job="setup"),
                at=timezone.now(),
                organisation=name,
                zone=zone,
                is_part2=part2,
                phone=options["phone"],
                state=options["state"],
                email=email,
                name=person,
                password=password,
            )
        except operations.AccountRefused as refusal:
            raise CommandError(refusal.words) from refusal
        self.stdout.write(self.style.SUCCESS(f"{name} is open. {person} signs in as {email.lower()} and invites the others."))
        if options["link"]:
            hours = settings.PASSWORD_RESET_TIMEOUT // 3600
            self.stdout.write(f"Within {hours} hours, under this link a password is chosen, once:")
            self.stdout.write(mail.reset_link(user=staff.user, origin=self._origin(options)))

    def _check_complete(self, options: dict[str, Any]) -> None:
        """Without a terminal nothing can be asked, so everything must be there.

        Raises:
            CommandError: names what is missing.
        """
        if sys.stdin.isatty():
            return
        missing = [f"--{given}" for given in ("organisation", "zone", "name", "email") if not options[given]]
        if options["part2"] is None:
            missing.append("--part2 or --no-part2")
        if not (options["password_stdin"] or options["link"]):
            missing.append("--password-stdin or --link")
        if missing:
            raise CommandError(f"Nobody is here to be asked. Missing: {', '.join(missing)}.")

    def _ask(self, question: str, *, default: str = "", choices: list[str] | None = None) -> str:
        if choices:
            self.stdout.write(f"  {', '.join(choices)}")
        while True:
            answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
            if answer:
                return answer

    def _ask_yes(self, question: str) -> bool:
        while True:
            answer = input(f"{question} [Y/n]: ").strip().lower() or "y"
            if answer in {"y", "yes", "n", "no"}:
                return answer.startswith("y")

    def _checked_email(self, email: str) -> str:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is no e-mail address.") from error
        return email.strip()

    def _password(self, options: dict[str, Any], person: User) -> str:
        if options["password_stdin"]:
            password = sys.stdin.readline().rstrip("\n")
            try:
                validate_password(password, person)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            return password
        while True:
            password = getpass.getpass("Password: ")
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            if getpass.getpass("Password again: ") == password:
                return password
            self.stderr.write("The two are not the same.")

    def _origin(self, options: dict[str, Any]) -> str:
        if options["address"]:
            return str(options["address"])
        return settings.CSRF_TRUSTED_ORIGINS[0] if settings.CSRF_TRUSTED_ORIGINS else "http://127.0.0.1:8000"
