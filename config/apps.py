from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The portal as a whole: its door, its commands for upkeep and the counters of what has a limit."""

    name = "config"
    verbose_name = "portaal"

    def ready(self) -> None:
        from django.core import checks

        from config.figures import offer_figures
        from config.warnings import mail_reaches_nobody

        checks.register(mail_reaches_nobody)
        offer_figures()
