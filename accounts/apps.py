from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "toegang"

    def ready(self) -> None:
        """Allauth tells only by signals when a second factor is added or removed. The trail of access is guarded by the database."""
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from accounts import second_factor
        from accounts.models.audit import TRIGGERS
        from config import triggers

        triggers.declare(self, TRIGGERS)

        authenticator_added.connect(second_factor.count_new_factor, dispatch_uid="accounts.count_new_factor")
        authenticator_removed.connect(second_factor.forget_last_factor, dispatch_uid="accounts.forget_last_factor")
