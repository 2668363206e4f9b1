"""`manage.py disable_partner`: from its next request on, a partner system reads nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.accounts import operations
from care.actor import Actor


class Command(BaseCommand):
    help = "End a partner system: its tokens are gone at once, and no new one is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("client_id", help="as create_partner printed it")
        parser.add_argument("--reason", required=True, help="why, in a few words; it is kept")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            partner = operations.disable_partner(
                actor=Actor.system(job="disable_partner"),
                at=timezone.now(),
                client_id=options["client_id"],
                reason=options["reason"],
            )
        except operations.AccountRefused as refusal:
            raise CommandError(refusal.words) from refusal
        self.stdout.write(self.style.SUCCESS(f"{partner.name} is disabled."))
