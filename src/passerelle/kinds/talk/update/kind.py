"""Something worth knowing: news from your side of the bridge, a result, a find."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.contributions.kinds import Kind, register


@register
class Update(Kind):
    """Share something; others may reply."""

    slug = "update"
    label = _("Update")
    plural = _("Updates")
    verb = pgettext_lazy("composer", "Share")
    purpose = _("Something others should know: news, a result, a find.")
    title_hint = _("In a few words, what is new?")
    icon = "megaphone"
    hue = "coral"
    title_required = False
    sample: ClassVar = {
        "title": "The new till is faster than we thought",
        "text": "After a week with the second screen, the queue at noon is **four minutes shorter**. Photos below.",
    }
