"""`manage.py create_partner`: a system of another organization that may read over the interfaces what consents allow."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.accounts import operations
from care.accounts.queries import organisation_by_name, organisation_names
from care.actor import Actor, Purpose, Requester, Scope
from care.actor.vocabulary import ORGANISATION_KINDS


class Command(BaseCommand):
    help = "Make a partner system. Prints its client ID and its secret, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", "--organization", required=True, help="whose system it is")
        parser.add_argument("--new", action="store_true", help="open the organization too; it keeps no records here")
        parser.add_argument(
            "--kind",
            default=Requester.PROVIDER.value,
            choices=[kind.value for kind in ORGANISATION_KINDS],
            help="with --new: what the organization is to a program",
        )
        parser.add_argument("--name", required=True, help="what the system is called, such as 'Referral desk'")
        parser.add_argument("--contact", default="", help="the e-mail address that is told when a consent is taken back")
        parser.add_argument(
            "--scopes", nargs="+", default=[scope.value for scope in Scope], choices=[scope.value for scope in Scope]
        )
        parser.add_argument(
            "--purposes", nargs="+", default=[Purpose.TREAT.value], choices=[purpose.value for purpose in Purpose]
        )

    def handle(self, *args: Any, **options: Any) -> None:
        actor, at = Actor.system(job="create_partner"), timezone.now()
        try:
            number = organisation_by_name(options["organisation"])
            if number is None:
                if not options["new"]:
                    there = ", ".join(organisation_names())
                    raise CommandError(f"No organization of this name; with --new it is opened. There are: {there}.")
                opened = operations.create_organisation(
                    actor=actor,
                    at=at,
                    name=options["organisation"],
                    zone="America/New_York",
                    is_part2=False,
                    kind=Requester(options["kind"]),
                )
                number = opened.pk
            partner, secret = operations.create_partner(
                actor=actor,
                at=at,
                organisation_id=number,
                name=options["name"],
                scopes=[Scope(scope) for scope in options["scopes"]],
                purposes=[Purpose(purpose) for purpose in options["purposes"]],
                contact_email=options["contact"],
            )
        except operations.AccountRefused as refusal:
            raise CommandError(refusal.words) from refusal
        self.stdout.write(self.style.SUCCESS(f"{partner.name} of {options['organisation']} may ask. The secret is shown once:"))
        self.stdout.write(f"client_id={partner.client_id}")
        self.stdout.write(f"client_secret={secret}")
