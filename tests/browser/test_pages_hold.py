"""Every page, by day and by night, narrow and wide: axe finds nothing, nothing runs over, the browser is content."""

from __future__ import annotations

import pytest

from browser.composing import ask
from browser.holding import trouble
from browser.visiting import Visits
from passerelle.exchange.demo.names import pid_of

# The longest of those that need the demo: while one process tells it and looks at pages, another has something else to do.
pytestmark = pytest.mark.xdist_group("all_pages")
GESTES = f"/communities/{pid_of('community', 'gestes-de-boutique')}/"
CLOSED = f"/communities/{pid_of('community', 'us-stores')}/"
KARIM = f"/people/{pid_of('person', 'karim-belhadj')}/"
SIGNAL = f"/c/{pid_of('contribution', 'etabli/10-tende-orlo')}/"
PROJECT = f"/c/{pid_of('contribution', 'etabli/20-ourlet-vingt-quatre-heures')}/"
COLLECTION = f"/c/{pid_of('contribution', 'matieres/29-tout-le-lin')}/"
TRANSLATED = f"/c/{pid_of('contribution', 'gestes-de-boutique/39-manuel-opening')}/"
PAGES = {
    None: ["/account/login/", "/account/card/", "/account/password/reset/"],
    "member": [
        "/",
        "/communities/",
        GESTES,
        f"{GESTES}about/",
        f"{GESTES}members/",
        CLOSED,
        "/contribute/",
        "/contribute/?kind=question",
        f"/contribute/?kind=question&community={pid_of('community', 'gestes-de-boutique')}",
        "/people/",
        KARIM,
        "/topics/",
        "/inbox/",
        "/bookmarks/",
        "/drafts/",
        "/me/",
        "/waiting/",
        "/search/?q=réunions",
        "/search/?q=nothingatall",
        "/who-knows/?q=ourlet",
        "/article/",
        COLLECTION,
        f"{COLLECTION}article/collect/",
        TRANSLATED,
        f"{TRANSLATED}article/side-by-side/",
        "/settings/",
        "/settings/topics/",
        "/settings/preferences/",
        "/settings/attention/",
        "/settings/account/",
        "/settings/feeds/",
        "/administration/",
        "/nowhere/",
    ],
    "community-manager": [
        "/waiting/",
        "/search/sought/",
        f"{GESTES}members/",
        f"{GESTES}settings/",
        f"{GESTES}objectives/",
        f"{GESTES}invite/",
        f"{GESTES}message/",
        "/communities/new/",
        "/communities/new/?blueprint=practice-network",
    ],
    "administrator": [
        "/administration/",
        "/administration/people/",
        "/administration/topics/",
        "/administration/topics/editors/",
        "/administration/communities/",
        "/administration/jobs/",
        "/administration/journal/",
        "/administration/appearance/",
        "/administration/settings/",
    ],
    "partner-guest": ["/", "/people/"],
    "seller": [
        "/capture/",
        "/contribute/?kind=idea",
        "/trend/",
        SIGNAL,
        f"{SIGNAL}trail/",
        *(f"/c/{pid_of('contribution', f'etabli/{key}')}/" for key in ("15-tendance-ourlet", "16-ourlet-a-la-caisse")),
        PROJECT,
        f"{PROJECT}trail/",
        *(f"/communities/{pid_of('community', 'etabli')}/idea/?as={way}" for way in ("", "timeline", "figures")),
    ],
}

LOOKS = {
    "night-narrow": {"color_scheme": "dark", "viewport": {"width": 320, "height": 800}, "has_touch": True},
    "day-wide": {"color_scheme": "light", "viewport": {"width": 1440, "height": 900}, "locale": "fr-FR"},
}
CONVERSATIONS = ["Le pull Tramontane", "Samedi, 16 h", "Café à distance"]
# What a pointer that aims at it would miss, as far as the window shows it.
COVERED = """[...document.querySelectorAll('main :is(a, button, summary)')]
    .filter(one => one.checkVisibility())
    .filter(one => {
      const box = one.getClientRects()[0]
      const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      return met && !one.contains(met)
    })
    .map(one => one.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("persona", PAGES)
def test_the_pages_of_somebody(visits: Visits, persona: str | None, look: str) -> None:
    page = visits(persona, PAGES[persona][0], **LOOKS[look])
    wrong = {}
    for path in PAGES[persona]:
        page.goto(path)
        if found := trouble(page):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("look", LOOKS)
def test_a_conversation(visits: Visits, look: str) -> None:
    page = visits("store-manager", GESTES, **LOOKS[look])
    wrong = {}
    for name in CONVERSATIONS:
        page.goto(f"/search/?q={name}")
        page.locator("main").get_by_role("link", name=name).first.click()
        page.locator(".contribution__title").wait_for()
        for act in ("share/", ""):
            if act:
                back = page.url
                page.goto(f"/c/{back.split('/c/')[1].split('/')[0]}/{act}")
            else:
                page.goto(back)
                page.locator(".menu summary").last.click()
            if found := trouble(page):
                wrong[f"{name} {act}"] = found
    assert wrong == {}


def test_nothing_lies_over_what_can_be_pressed(visits: Visits) -> None:
    member = visits("member")
    ask(member, "Who knows how to lay a table?")
    member.locator(".contribution__acts").get_by_role("button", name="Keep for me").click()
    covered = {}
    for persona, path in [("member", "/bookmarks/"), ("community-manager", "/waiting/")]:
        page = visits(persona, path)
        assert page.locator("main .card__title a").count() > 0
        if found := page.evaluate(COVERED):
            covered[path] = found
    assert covered == {}
