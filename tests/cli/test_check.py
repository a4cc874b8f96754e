"""check reads the settings and says in sentences what is wrong with them, or what somebody may regret."""

from __future__ import annotations

import sys

import pytest
from django.utils.translation import override

from passerelle.checking import Level, about_folder, about_settings
from passerelle.environment import Environment

PUBLIC = {
    "base_url": "https://hub.example.com",
    "email_url": "smtps://mail.example.com",
    "email_from": "hub@example.com",
}

INBOUND = {
    "inbound_address": "hub@example.com",
    "inbound_url": "imaps://hub:secret@mail.example.com",
    "inbound_authserv": "mx.example.com",
}

SERVICE = {"mail_service": "postmark", "mail_service_secret": "hub:secret"}


@pytest.fixture(autouse=True)
def _a_plain_environment(monkeypatch):
    for name in ("PASSERELLE_DATA", "PASSERELLE_SECRET_KEY", "PASSERELLE_DEBUG", "PASSERELLE_JOBS_IN_PROCESS"):
        monkeypatch.delenv(name, raising=False)


def said(environment: Environment) -> list[str]:
    return [f"{finding.level}: {finding.sentence}" for finding in about_settings(environment)]


def test_the_defaults_and_a_public_installation_are_as_they_should_be(tmp_path):
    assert said(Environment(data=tmp_path)) == []
    assert said(Environment(data=tmp_path, **PUBLIC)) == []
    assert said(Environment(data=tmp_path, **PUBLIC, **INBOUND)) == []
    assert said(Environment(data=tmp_path, **PUBLIC, **SERVICE)) == []
    assert said(Environment(data=tmp_path, **PUBLIC, **SERVICE, **{**INBOUND, "inbound_url": ""})) == []


@pytest.mark.parametrize(
    ("settings", "level", "words"),
    [
        ({**PUBLIC, "base_url": "http://hub.example.com"}, Level.WRONG, "is plain http on hub.example.com"),
        ({"base_url": "hub.example.com"}, Level.WRONG, "it must be the address people type"),
        ({**PUBLIC, "base_url": "https://hub.example.com/passerelle"}, Level.WRONG, "lives at the top of its address"),
        ({**PUBLIC, "debug": True}, Level.WRONG, "PASSERELLE_DEBUG is on at a public address"),
        ({**PUBLIC, "gallery": True}, Level.RISKY, "PASSERELLE_GALLERY is on"),
        ({**PUBLIC, "allowed_hosts": "*"}, Level.RISKY, "PASSERELLE_ALLOWED_HOSTS holds *"),
        ({**PUBLIC, "email_url": ""}, Level.RISKY, "PASSERELLE_EMAIL_URL is empty"),
        ({**PUBLIC, "email_url": "smtp://mail"}, Level.RISKY, "mails travel readable"),
        ({**PUBLIC, "email_from": "hub@localhost"}, Level.RISKY, "PASSERELLE_EMAIL_FROM"),
        ({"email_url": "carrier://pigeon"}, Level.WRONG, "PASSERELLE_EMAIL_URL starts with 'carrier'"),
        ({**INBOUND, "inbound_address": "hub+x@example.com"}, Level.WRONG, "one plain address without a plus sign"),
        (
            {**INBOUND, "inbound_address": f"{'hub' * 8}@example.com"},
            Level.WRONG,
            "more than 18 characters before the @",
        ),
        ({**INBOUND, "inbound_url": "pop://mail"}, Level.WRONG, "PASSERELLE_INBOUND_URL starts with 'pop'"),
        ({**INBOUND, "inbound_url": "imap://mail.example.com"}, Level.RISKY, "PASSERELLE_INBOUND_URL is plain imap"),
        ({**INBOUND, "inbound_url": ""}, Level.WRONG, "no mail comes in"),
        ({**INBOUND, **SERVICE, "inbound_url": "", "mail_service": "brevo"}, Level.WRONG, "no mail comes in"),
        (
            {**INBOUND, **SERVICE, "inbound_url": "", "inbound_authserv": ""},
            Level.WRONG,
            "nothing shows who sent a mail",
        ),
        ({**SERVICE, "mail_service": "pigeon"}, Level.WRONG, "PASSERELLE_MAIL_SERVICE is 'pigeon', which is not known"),
        ({**SERVICE, "mail_service_secret": "secret"}, Level.WRONG, "must be a user and a password"),
        ({**SERVICE, "mail_service": "mailgun"}, Level.WRONG, "PASSERELLE_MAIL_SERVICE_KEY is empty: mailgun signs"),
        ({**INBOUND, "inbound_address": ""}, Level.WRONG, "mails invite nobody to reply"),
        ({**INBOUND, "inbound_authserv": ""}, Level.WRONG, "nothing shows who sent a mail"),
        ({"time_zone": "Europe/Pari"}, Level.WRONG, "Did you mean Europe/Paris?"),
        ({"languages": ""}, Level.WRONG, "PASSERELLE_LANGUAGES is empty"),
        ({"languages": "en,xx"}, Level.WRONG, "names 'xx', which is no language code"),
        ({"languages": "en,de"}, Level.RISKY, "no translation yet"),
        ({"jobs_in_process": False}, Level.RISKY, "start passerelle worker"),
        ({"secret_key": "guess me"}, Level.RISKY, "PASSERELLE_SECRET_KEY is short"),
        ({"files_url": "s3://bucket"}, Level.WRONG, "FILES_URL is set"),
    ],
)
def test_each_is_explained(tmp_path, settings, level, words):
    sentences = said(Environment(data=tmp_path, **settings))
    assert len(sentences) == 1
    assert sentences[0].startswith(f"{level}: ")
    assert words in sentences[0]


def test_a_mail_service_without_its_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "anymail", None)
    assert [sentence.partition(",")[0] for sentence in said(Environment(data=tmp_path, **SERVICE))] == [
        "wrong: PASSERELLE_MAIL_SERVICE is set"
    ]


def test_a_setting_nobody_reads_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_TIMEZONE", "Europe/Rome")
    assert said(Environment(data=tmp_path)) == [
        "risky: PASSERELLE_TIMEZONE is no setting of Passerelle: did you mean PASSERELLE_TIME_ZONE?"
    ]


def test_each_is_explained_in_the_readers_language(tmp_path):
    environment = Environment(data=tmp_path, **PUBLIC, languages="en,xx", allowed_hosts="*")
    english, found = said(environment), list(about_settings(environment))
    with override("fr"):
        french = [finding.sentence for finding in found]
    assert len(english) == len(french) == 2
    assert (
        french[1]
        == "PASSERELLE_LANGUAGES nomme 'xx', qui n’est pas un code de langue\u00a0: utilisez des codes comme en, fr ou pt-br."
    )


def test_a_demo_at_a_public_address_is_wrong(tmp_path):
    (tmp_path / "DEMO").write_text("x")
    assert any("whose links sign anybody in" in sentence for sentence in said(Environment(data=tmp_path, **PUBLIC)))


def test_files_others_can_read_are_named(tmp_path):
    for name, mode in (("secret.key", 0o644), ("DEMO", 0o640), ("passerelle.sqlite3", 0o600)):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(mode)
    found = [finding.sentence for finding in about_folder(Environment(data=tmp_path))]
    assert [sentence.split(", and")[0].rsplit("/", 1)[-1] for sentence in found] == ["secret.key", "DEMO"]
