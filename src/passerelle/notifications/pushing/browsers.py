"""From what a browser says of itself to a family of browsers and a system."""

from __future__ import annotations

from passerelle.notifications.pushing.models import PushSubscription

Browser, System = PushSubscription.Browser, PushSubscription.System
# Each of them also says that it is those below it.
_BROWSERS = {
    "SamsungBrowser/": Browser.SAMSUNG,
    "Edg": Browser.EDGE,
    "OPR/": Browser.OPERA,
    "Firefox/": Browser.FIREFOX,
    "FxiOS/": Browser.FIREFOX,
    "Chrome/": Browser.CHROME,
    "CriOS/": Browser.CHROME,
    "Safari/": Browser.SAFARI,
}
_SYSTEMS = {
    "Android": System.ANDROID,
    "iPhone": System.IOS,
    "iPad": System.IOS,
    "Windows": System.WINDOWS,
    "Macintosh": System.MAC,
    "Linux": System.LINUX,
    "X11": System.LINUX,
}


def browser_and_system(said: str) -> tuple[PushSubscription.Browser, PushSubscription.System]:
    """Which of the known ones it is."""
    browser = next((known for mark, known in _BROWSERS.items() if mark in said), Browser.OTHER)
    return browser, next((known for mark, known in _SYSTEMS.items() if mark in said), System.OTHER)
