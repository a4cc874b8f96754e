"""The signal's own questions, and the one asked when a text seems to say who somebody is."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.kinds.innovation.signal.models import Signal
from passerelle.kinds.innovation.signal.personal import personal
from passerelle.people.models import Site

MOST_SHOWN = 4


class SignalForm(forms.ModelForm[Signal]):
    """What it is, from whom, where, how urgent."""

    class Meta:
        """All but what it is may be left as it stands."""

        model = Signal
        fields: ClassVar[list[str]] = ["sort", "customer", "urgency", "site"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"sort": forms.RadioSelect(), "urgency": forms.RadioSelect()}
        error_messages: ClassVar = {"sort": {"required": gettext_lazy("Choose what it is.")}}
        help_texts: ClassVar = {"customer": gettext_lazy("The kind of customer, never who it was.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer only real choices."""
        super().__init__(*args, **kwargs)
        sort, customer = self.fields["sort"], self.fields["customer"]
        sort.choices = Signal.Sort.choices  # type: ignore[attr-defined]  # a choice field
        customer.choices = [("", _("I do not know")), *Signal.Customer.choices]  # type: ignore[attr-defined]  # a choice field
        if "site" in self.fields:
            self.fields["site"].empty_label = _("Nowhere in particular")  # type: ignore[attr-defined]  # a ModelChoiceField
        if found := personal("\n".join(str(self.data.get(name, "")) for name in ("title", "text"))):
            self.fields["looked"] = _question(found)

    def clean(self) -> dict[str, Any]:
        """Whether somebody looked is not kept; what was written without a network came from where one works."""
        values = super().clean() or {}
        if "site" in self.fields and "site" not in self.data:
            values["site"] = Site.objects.filter(pk=self.initial.get("site") or 0).first()
        values.pop("looked", None)
        return values


def _question(found: list[str]) -> forms.BooleanField:
    """Asked once more where somebody seems to be named."""
    shown = ", ".join(f"“{words}”" for words in found[:MOST_SHOWN])
    return forms.BooleanField(
        label=_("I looked: nobody can be recognised in this"),
        error_messages={"required": _("This seems to say who somebody is: %(found)s.") % {"found": shown}},
    )
