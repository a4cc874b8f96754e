"""What is asked of whoever brings a signal, and of the managers of a community."""

from passerelle.kinds.innovation.signal.forms.listeners import ListenersForm
from passerelle.kinds.innovation.signal.forms.signal import SignalForm

__all__ = ["ListenersForm", "SignalForm"]
