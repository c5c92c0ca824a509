"""What a password has to be; Django's Dutch lacks a sentence."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Neem ten minste {self.min_length} tekens."

    def get_help_text(self) -> str:
        return f"Neem ten minste {self.min_length} tekens."
