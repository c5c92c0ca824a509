"""The question as a form: what stands in the address, checked and turned into a scenario."""

from procurement.forms.scenario import ScenarioForm

__all__ = ["ScenarioForm"]
