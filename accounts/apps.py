from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "toegang"

    def ready(self) -> None:
        """Allauth tells only by signals when a second factor is added or removed."""
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from accounts import second_factor

        authenticator_added.connect(second_factor.count_new_factor, dispatch_uid="accounts.count_new_factor")
        authenticator_removed.connect(second_factor.forget_last_factor, dispatch_uid="accounts.forget_last_factor")
