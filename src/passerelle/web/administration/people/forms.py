"""What administrators fill in about people and places."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor
from passerelle.lib import locales
from passerelle.lib.clock import now
from passerelle.lib.text import slugify
from passerelle.lib.words_field import WordsField
from passerelle.people.addresses import normal_address
from passerelle.people.models import Organisation, Person, Site, Unit
from passerelle.people.person_field import PersonField
from passerelle.web.administration.people.reading import invitable_communities, invitable_organisations

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
USUAL_STAY = timedelta(days=180)


class PersonForm(forms.ModelForm[Person]):
    """Who somebody is for the organisation."""

    manager = PersonField(label=_("Manager"), required=False)
    sponsor = PersonField(label=_("Sponsor of a guest"), required=False)

    class Meta:
        """The rest is theirs to tell."""

        model = Person
        field_classes: ClassVar[dict[str, Any]] = {"name": WordsField, "job_title": WordsField}
        fields: ClassVar[list[str]] = [
            "name", "email", "staff_number", "job_title", "level", "organisation", "unit", "site",
            "manager", "access_until", "sponsor",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {"access_until": DAY}
        help_texts: ClassVar[dict[str, Any]] = {
            "email": _("Another address signs the person out, and is confirmed when they next sign in."),
            "staff_number": _("With it, a card can be printed."),
            "level": _("A number, 1 for the shop floor; used for figures only."),
            "access_until": _("The last day of a guest."),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Look among everybody for manager and sponsor."""
        super().__init__(*args, **kwargs)
        for name in ("manager", "sponsor"):
            self.fields[name].actor = actor  # type: ignore[attr-defined]  # a PersonField
            named = getattr(self.instance, name)
            self.initial[name] = (named.email or named.pid) if named else ""
        self.fields["organisation"].required = True
        self.fields["organisation"].empty_label = None  # type: ignore[attr-defined]  # a model choice

    def clean_email(self) -> str | None:
        """A plain address nobody else has, or none."""
        typed = self.cleaned_data["email"]
        if not typed:
            return None
        try:
            return normal_address(typed)
        except ValueError as error:
            raise ValidationError(_("This is not an address mail can be sent to.")) from error

    def clean(self) -> dict[str, Any]:
        """Partners' people are guests: they have a last day and somebody who answers for them."""
        cleaned: dict[str, Any] = super().clean() or {}
        organisation = cleaned.get("organisation")
        cleaned["is_guest"] = organisation is not None and organisation.kind == Organisation.Kind.PARTNER
        if not cleaned["is_guest"]:
            cleaned["access_until"] = cleaned["sponsor"] = None
            return cleaned
        if self.instance.is_administrator:
            self.add_error("organisation", _("An administrator belongs to the home organisation."))
        for name in ("access_until", "sponsor"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("A guest needs a last day and a sponsor."))
        return cleaned


class InvitationForm(forms.Form):
    """Whom, from where, into which communities, until when."""

    email = forms.CharField(label=_("E-mail"), max_length=254, widget=forms.EmailInput)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), to_field_name="pid", empty_label=None
    )
    communities = forms.MultipleChoiceField(label=_("Communities"), required=False, widget=forms.CheckboxSelectMultiple)
    guest_until = forms.DateField(
        label=_("Last day"), required=False, widget=DAY, help_text=_("For guests of a partner; others have none.")
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer what this actor may invite into."""
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = invitable_organisations(actor)  # type: ignore[attr-defined]
        self.fields["communities"].choices = invitable_communities(actor)  # type: ignore[attr-defined]
        if not actor.is_administrator:
            self.fields["communities"].required = self.fields["guest_until"].required = True
            self.initial.setdefault("guest_until", now().date() + USUAL_STAY)

    def clean_communities(self) -> list[int]:
        """Ids."""
        return [int(pk) for pk in self.cleaned_data["communities"]]


class _PlaceForm(forms.ModelForm[Any]):
    """A name, and a code that tables use for it."""

    slug = forms.SlugField(
        label=_("Code"),
        required=False,
        max_length=80,
        help_text=_("Tables name it by this. Empty: made from the name."),
    )

    def clean(self) -> dict[str, Any]:
        """Make the code where none was given."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["slug"] = cleaned.get("slug") or slugify(cleaned.get("name", ""), 80)
        if not cleaned["slug"] and "slug" not in self.errors:
            self.add_error("slug", _("Give a code: the name has no Latin letters."))
        elif self._meta.model._default_manager.filter(slug=cleaned["slug"]).exclude(pk=self.instance.pk).exists():
            self.add_error("slug", _("This code is taken."))
        return cleaned


class UnitForm(_PlaceForm):
    """A part of the organisation."""

    class Meta:
        """A tree."""

        model = Unit
        field_classes: ClassVar[dict[str, Any]] = {"name": WordsField}
        fields: ClassVar[list[str]] = ["name", "slug", "parent"]
        labels: ClassVar[dict[str, Any]] = {"parent": _("Stands below")}


class SiteForm(_PlaceForm):
    """Where people work."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone],
    )

    organisation = forms.ModelChoiceField(
        label=_("Partner it belongs to"),
        queryset=Organisation.objects.filter(kind=Organisation.Kind.PARTNER),
        to_field_name="pid",
        required=False,
        empty_label=_("None: it is our own"),
    )

    class Meta:
        """A place on the map."""

        model = Site
        field_classes: ClassVar[dict[str, Any]] = {"name": WordsField, "type": WordsField, "city": WordsField}
        fields: ClassVar[list[str]] = [
            "name", "slug", "type", "organisation", "city", "country", "latitude", "longitude", "time_zone",
        ]  # fmt: skip
        help_texts: ClassVar[dict[str, Any]] = {
            "latitude": _("In degrees, such as 45.76. With the longitude, the site stands on maps."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the countries in the reader's language, and the types that are in use."""
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "—"), *locales.countries()]  # type: ignore[attr-defined]
        self.initial["organisation"] = self.instance.organisation.pid if self.instance.organisation else ""
        self.types = Site.types()
        known = _("In use: %(types)s.") % {"types": ", ".join(self.types[:12])} if self.types else ""
        means = _("Shop, plant, warehouse: what others can be told apart by.")
        self.fields["type"].help_text = f"{means} {known}"

    def clean_type(self) -> str:
        """Written as the others of its type are."""
        typed: str = self.cleaned_data["type"]
        return next((name for name in self.types if name.casefold() == typed.casefold()), typed)

    def clean(self) -> dict[str, Any]:
        """Both degrees or none."""
        cleaned = super().clean()
        for missing, given in (("latitude", "longitude"), ("longitude", "latitude")):
            if cleaned.get(given) is not None and cleaned.get(missing) is None and missing not in self.errors:
                self.add_error(missing, _("Latitude and longitude belong together."))
        return cleaned


class OrganisationForm(_PlaceForm):
    """The home organisation, or a partner."""

    class Meta:
        """What it is called."""

        model = Organisation
        field_classes: ClassVar[dict[str, Any]] = {"name": WordsField}
        fields: ClassVar[list[str]] = ["name", "slug"]
