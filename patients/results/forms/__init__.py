"""Forms of results and of drug tests."""

from patients.results.forms.drug_tests import CollectForm, EndForm, FindingsForm, NewTestForm
from patients.results.forms.panels import PanelForm, WrongForm

__all__ = ["CollectForm", "EndForm", "FindingsForm", "NewTestForm", "PanelForm", "WrongForm"]
