"""Every form and filter of the portal, made with any data: what the property tests go through. A form that is not in here fails them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict

from accounts.forms.colleagues import InviteForm, RoleForm
from accounts.forms.house_style import HouseStyleForm
from accounts.forms.log import LogForm
from accounts.forms.me import MeForm
from accounts.forms.second_factor import (
    AddPasskeyForm,
    ConfirmWithPasskeyForm,
    LinkAppForm,
    RenamePasskeyForm,
    SignInWithPasskeyForm,
    UsePasskeyForm,
)
from accounts.forms.sign_up import SignUpForm
from procurement.filters import ListForm, OfferingFilter
from procurement.filters.offerings import OfferingFilterForm
from procurement.fit import Verdict
from procurement.forms import ScenarioForm
from procurement.forms.check_pdf import CheckPdfForm
from procurement.forms.decision import ContractForm, DecisionForm
from procurement.forms.dossier import CopyForm, DetailsForm, DossierForm, SaveForm
from procurement.forms.dossier_exclusions import ExclusionsForm
from procurement.forms.dossier_link import DossierLinkForm
from procurement.forms.dossier_text import TextForm
from procurement.forms.edition import EditionForm
from procurement.forms.own_offer import OwnOfferForm
from procurement.forms.parameters import ScenarioParameters
from procurement.forms.publication import PublicationForm
from procurement.forms.realised import RealisedYearForm
from procurement.left_out import Kind, LeftOut
from procurement.models import Contract
from voorzieningen.catalogue import Catalogue, Municipality

TODAY = date(2026, 11, 22)


class Surroundings:
    """What forms are made with besides what is typed. No dataclass: hypothesis would show the whole catalogue with every failure."""

    def __init__(self, catalogue: Catalogue, municipalities: tuple[Municipality, ...], user: User, request: HttpRequest, contract: Contract) -> None:
        self.catalogue, self.municipalities, self.user, self.request, self.contract = catalogue, municipalities, user, request, contract

    def __repr__(self) -> str:
        return "around"


def _left_out(around: Surroundings) -> list[LeftOut]:
    return [LeftOut(offering, Kind.NOT_CHOSEN, Verdict.FITS, False, ()) for offering in around.catalogue.offerings[:3]]


def _passkey(around: Surroundings) -> Authenticator:
    return Authenticator(user=around.user, type=Authenticator.Type.WEBAUTHN, data={"name": "telefoon"})


Maker = Callable[[QueryDict, Surroundings], Any]
MAKERS: Mapping[type, Maker] = {
    CheckPdfForm: lambda data, _: CheckPdfForm(data, {}),
    DecisionForm: lambda data, _: DecisionForm(data, decision=None, today=TODAY),
    ContractForm: lambda data, around: ContractForm(data, contract=None, catalogue=around.catalogue),
    SaveForm: lambda data, _: SaveForm(data, in_hand=("0" * 32, "Steun"), own_offers=2),
    DetailsForm: lambda data, _: DetailsForm(data),
    CopyForm: lambda data, _: CopyForm(data),
    ExclusionsForm: lambda data, around: ExclusionsForm(data, rows_left_out=_left_out(around), reasons={}),
    DossierLinkForm: lambda data, _: DossierLinkForm(data),
    TextForm: lambda data, _: TextForm(data),
    EditionForm: lambda data, _: EditionForm(data),
    OwnOfferForm: lambda data, around: OwnOfferForm(data, catalogue=around.catalogue, municipalities=around.municipalities),
    PublicationForm: lambda data, _: PublicationForm(data, has_quotations=True),
    RealisedYearForm: lambda data, around: RealisedYearForm(data, contract=around.contract, row=None),
    ScenarioForm: lambda data, around: ScenarioForm(data, catalogue=around.catalogue, municipalities=around.municipalities, today=TODAY),
    ListForm: lambda data, _: ListForm(data, orders=frozenset({"naam", "-naam"})),
    OfferingFilter: lambda data, around: OfferingFilter(data, catalogue=around.catalogue),
    InviteForm: lambda data, _: InviteForm(data),
    LogForm: lambda data, _: LogForm(data),
    RoleForm: lambda data, _: RoleForm(data),
    HouseStyleForm: lambda data, _: HouseStyleForm(data, {}),
    MeForm: lambda data, _: MeForm(data),
    LinkAppForm: lambda data, around: LinkAppForm(data, user=around.user),
    AddPasskeyForm: lambda data, around: AddPasskeyForm(data, user=around.user),
    RenamePasskeyForm: lambda data, around: RenamePasskeyForm(data, instance=_passkey(around)),
    UsePasskeyForm: lambda data, around: UsePasskeyForm(data, user=around.user),
    ConfirmWithPasskeyForm: lambda data, around: ConfirmWithPasskeyForm(data, user=around.user),
    SignInWithPasskeyForm: lambda data, _: SignInWithPasskeyForm(data),
    SignUpForm: lambda data, _: SignUpForm(data),
}
# Only what others are made of; those are in the list.
PARTS_OF_OTHERS = {DossierForm, ScenarioParameters, OfferingFilterForm}
