"""What is new in a mail: answers as programs in five languages write them."""

from __future__ import annotations

import time

import pytest

from passerelle.doors.mail.reading.cutting import cut

HEADINGS = {
    "Gmail, English": "On Wed, Jul 1, 2026 at 1:37 PM Mia Orsel · Orsel <hub@orsel.example>\nwrote:",
    "Apple, English": "On 1 Jul 2026, at 13:37, Mia Orsel · Orsel <hub@orsel.example> wrote:",
    "Gmail, French": "Le mer. 1 juil. 2026 à 13:37, Mia Orsel · Orsel <hub@orsel.example> a\nécrit :",
    "Thunderbird, French": "Le 01/07/2026 à 13:37, Mia Orsel · Orsel a écrit :",
    "Gmail, German": "Am Mi., 1. Juli 2026 um 13:37 Uhr schrieb Mia Orsel · Orsel <\nhub@orsel.example>:",
    "Thunderbird, German": "Am 01.07.26 um 13:37 schrieb Mia Orsel · Orsel:",
    "Gmail, Italian": "Il giorno mer 1 lug 2026 alle ore 13:37 Mia Orsel · Orsel <hub@orsel.example> ha scritto:",
    "Apple, Italian": "Il giorno 1 lug 2026, alle ore 13:37, Mia Orsel · Orsel ha scritto:",
    "Gmail, Spanish": "El mié, 1 jul 2026 a las 13:37, Mia Orsel · Orsel (<hub@orsel.example>) escribió:",
    "Apple, Spanish": "El 1 jul 2026, a las 13:37, Mia Orsel · Orsel <hub@orsel.example> escribió:",
}
WHOLE = {
    "Outlook, English": "________________________________\nFrom: Mia Orsel · Orsel <hub@orsel.example>\n"
    "Sent: Wednesday, July 1, 2026 1:37 PM\nTo: Ada Orsel <ada@orsel.example>\nSubject: Bread",
    "Outlook, French": "De : Mia Orsel · Orsel <hub@orsel.example>\nEnvoyé : mercredi 1 juillet 2026 13:37\nÀ : Ada Orsel\nObjet : Bread",
    "Outlook, German": "Von: Mia Orsel · Orsel\nGesendet: Mittwoch, 1. Juli 2026 13:37\nAn: Ada Orsel\nBetreff: Bread",
    "Outlook, Italian": "Da: Mia Orsel · Orsel\nInviato: mercoledì 1 luglio 2026 13:37\nA: Ada Orsel\nOggetto: Bread",
    "Outlook, Spanish": "De: Mia Orsel · Orsel\nEnviado: miércoles, 1 de julio de 2026 13:37\nPara: Ada Orsel\nAsunto: Bread",
    "Outlook, bold": "*From:* Mia Orsel · Orsel\n*Sent:* Wednesday, July 1, 2026 1:37 PM\n*To:* Ada Orsel\n*Subject:* Bread",
    "old Outlook": "-----Original Message-----\nFrom: Mia Orsel\nSent: Wednesday, July 1, 2026\nTo: Ada\nSubject: Bread",
    "old Outlook, French": "-----Message d'origine-----\nDe : Mia Orsel\nEnvoyé : mercredi\nÀ : Ada\nObjet : Bread",
    "Yahoo": "On Wednesday, July 1, 2026 at 01:37:00 PM GMT+2, Mia Orsel <hub@orsel.example> wrote:",
}
SIGNATURES = {
    "two dashes": "-- \nAda Orsel\nHead baker",
    "French closing": "Bien à vous, Ada",
    "French closing above a name": "Bien cordialement,\n\nAda Orsel\nTél. 01 23 45",
    "English closing": "Kind regards,\nAda",
    "German closing": "Mit freundlichen Grüßen\nAda Orsel",
    "Italian closing": "Cordiali saluti\nAda",
    "Spanish closing": "Un saludo,\nAda",
    "telephone": "Sent from my iPhone",
    "telephone, French": "Envoyé de mon iPhone",
    "telephone, German": "Von meinem iPhone gesendet",
    "telephone, Italian": "Inviato da iPhone",
    "telephone, Spanish": "Enviado desde mi iPhone",
    "Outlook on a telephone": "Get Outlook for iOS<https://aka.ms/o0ukef>",
}
NEW = "Very hot.\n\n1. Heat it\n   - slowly\n2. Wait"
QUOTED = "> Mia Orsel answers you\n>\n> > How hot?\n> http://localhost/inbox/1/\n"


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_is_quoted_below_is_left_out(heading: str) -> None:
    assert cut(f"{NEW}\n\n{HEADINGS[heading]}\n\n{QUOTED}") == NEW


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_is_quoted_above_is_left_out(heading: str) -> None:
    assert cut(f"{HEADINGS[heading]}\n{QUOTED}\n{NEW}\n") == NEW


@pytest.mark.parametrize("heading", WHOLE)
def test_a_mail_that_is_repeated_is_left_out(heading: str) -> None:
    assert cut(f"{NEW}\n\n{WHOLE[heading]}\n\nMia Orsel answers you\n\nHow hot?\n") == NEW


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_signature_is_left_out(signature: str) -> None:
    assert cut(f"{NEW}\n\n{SIGNATURES[signature]}\n") == NEW
    assert cut(f"{NEW}\n\n{SIGNATURES[signature]}\n\n{HEADINGS['Gmail, French']}\n{QUOTED}") == NEW


def test_answers_between_quotations_keep_them() -> None:
    text = "> How hot?\n\nVery.\n\n> How long?\n\nAn hour."
    assert cut(f"{HEADINGS['Gmail, French']}\n{text}\n") == text


STAYS = [
    "Best regards to the bakers: all the best ideas came from them.\n\nOne more thing.",
    "On Monday Mia wrote:\nthe oven is cold.",
    "From: the kitchen\nwe need more salt.",
    "We choose from:\n\n- salt\n- sugar",
    "Look:\n\n```\na\n--\nb\n```",
    "Thanks",
    "> only this\n> was quoted",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "Le pain a été écrit :\n\n- farine",
    "Cordialement",
    "",
]


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert cut(text) == ("" if text.startswith("> only") else text)


@pytest.mark.parametrize(
    "line", ["On ", "Le a écrit ", "> ", " \n", "From: a\n", "On a\n", "-- ", "_" * 9, "*", ":\n", "-----"]
)
def test_a_long_mail_takes_no_longer_than_it_is(line: str) -> None:
    begun = time.process_time()
    cut(line * (60_000 // len(line)))
    assert time.process_time() - begun < 2
