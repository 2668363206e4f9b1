from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "care.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        # These import models and allauth, which are there only now.
        from care.accounts import receivers  # noqa: PLC0415
        from care.accounts.checks import check_sign_in_policy  # noqa: PLC0415

        checks.register(check_sign_in_policy, checks.Tags.security)
        receivers.connect()
