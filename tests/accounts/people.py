"""People for tests: with a municipality and a role, and signed in with a second factor as allauth records it."""

from __future__ import annotations

import time
from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client

from accounts.models import Membership, Role
from voorzieningen.models import Municipality

PASSWORD = "een-lang-genoeg-wachtwoord"
_numbers = count(1)


def make_person(role: Role | None, municipality: str = "GM0392", *, name: str = "", is_staff: bool = False, is_superuser: bool = False) -> User:
    """Somebody with a verified mail address and PASSWORD; a colleague of the municipality with this CBS code, or of none when role is None."""
    number = next(_numbers)
    mail = f"persoon{number}@example.nl"
    user = User.objects.create_user(mail, mail, PASSWORD, first_name=name or f"Persoon {number}", is_staff=is_staff, is_superuser=is_superuser)
    EmailAddress.objects.create(user=user, email=mail, verified=True, primary=True)
    if role is not None:
        Membership.objects.create(user=user, municipality=Municipality.objects.get(code=municipality), role=role)
    return user


def sign_in(client: Client, user: User, *, method: str = "mfa") -> None:
    """Signed in as allauth leaves it: with `method` "mfa" or "socialaccount" the second factor counts as given, with "password" it does not."""
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session["seen_at"] = int(time.time())
    session.save()
