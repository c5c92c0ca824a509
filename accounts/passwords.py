"""What a password has to be. Length and Django's list of common passwords do most; here is what is special to the portal."""

from __future__ import annotations

import re
import unicodedata

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Neem ten minste {self.min_length} tekens."

    def get_help_text(self) -> str:
        return f"Neem ten minste {self.min_length} tekens."


class NotAboutUs:
    """Refuses a password that is little more than a word that everybody here knows: the portal, the municipality, a provider, the work."""

    WORDS = (
        *("steunkeuze", "gemeente", "wachtwoord", "welkom", "jeugdhulp", "gezinnen", "gezin", "steun", "inkoop", "adviseur", "beheerder"),
        *("buurtgezinnen", "steunouder", "meeleefgezin", "homestart", "samenoplopen", "stichtingpresent", "present", "collectief"),
    )
    LEFT = 8  # characters that have to be left without those words, years and signs

    def validate(self, password: str, user: User | None = None) -> None:
        left = unicodedata.normalize("NFKC", password).casefold()
        for word in sorted((*self.WORDS, *self._of(user)), key=len, reverse=True):
            left = left.replace(word, "")
        if len(re.sub(r"[\W_0-9]", "", left)) < self.LEFT and left != password.casefold():
            raise ValidationError(
                "Dit wachtwoord is te raden: het is bijna alleen een woord dat hier iedereen kent. Neem bijvoorbeeld vier losse woorden."
            )

    def get_help_text(self) -> str:
        return "Neem geen woorden die iedereen hier kent, zoals de naam van uw gemeente."

    def _of(self, user: User | None) -> tuple[str, ...]:
        """The municipality of the person, and of the mail address."""
        if user is None:
            return ()
        host = user.email.rpartition("@")[2].split(".")
        membership = getattr(user, "membership", None) if user.pk else None
        municipality = membership.municipality.name if membership is not None else ""
        return tuple(word.casefold() for word in (*host, municipality, municipality.replace(" ", "")) if len(word) > 3)
