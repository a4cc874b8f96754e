"""The words and files of a mail, whatever its program made of them."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from cast.letters import letter
from passerelle.doors.mail.reading.letter import Letter, Unreadable
from passerelle.doors.mail.reading.words import files_of, words_of


def read(mail: EmailMessage | bytes) -> str:
    return words_of(Letter.of(bytes(mail)))


def raw(headers: str, body: bytes) -> bytes:
    return f"From: ada@orsel.example\nMIME-Version: 1.0\n{headers}\n\n".encode() + body


def test_html_alone_becomes_markdown_without_what_it_quotes() -> None:
    mail = letter()
    mail.set_content(
        '<div>Very <b>hot</b>, see <a href="https://oven.example/">there</a>.</div><ul><li>one</li></ul><script>alert(1)</script>'
        '<img src="https://track.example/x.gif"><div class="gmail_quote">Mia wrote:<blockquote>How hot?</blockquote></div>',
        subtype="html",
    )
    assert read(mail) == "Very **hot**, see [there](https://oven.example/).\n\n- one"


def test_what_outlook_repeats_is_left_out() -> None:
    mail = letter()
    mail.set_content(
        '<p>Very hot.</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Mia<br><b>Sent:</b> Monday</div>'
        "<div>How hot?</div>",
        subtype="html",
    )
    assert read(mail) == "Very hot."


def test_the_plain_part_is_what_was_written() -> None:
    mail = letter(text="Very **hot**.")
    mail.add_alternative("<p>Very **hot**.</p>", subtype="html")
    assert read(mail) == "Very **hot**."


def test_lines_a_program_broke_are_whole_again() -> None:
    words = "The oven has to be as hot as the summer was in the year in which we bought it, and no hotter than that."
    broken = "The oven has to be as hot as the summer was in the year in which we\nbought it, and no hotter than that.\n\n- one\n- two\n"
    assert read(letter(text=broken)) == f"{words}\n\n- one\n- two"
    flowed = broken.replace("which we\n", "which we \n").encode()
    assert read(raw("Content-Type: text/plain; charset=utf-8; format=flowed", flowed)) == f"{words}\n\n- one\n- two"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "iso-8859-15"])
def test_letters_beyond_english(charset: str) -> None:
    assert read(raw(f"Content-Type: text/plain; charset={charset}", "Très chaud.".encode(charset))) == "Très chaud."


def test_an_unknown_charset_is_read_when_it_is_utf8_and_never_guessed() -> None:
    for name in ("x-unknown", "hex", "", '"'):
        header = f"Content-Type: text/plain; charset={name}"
        assert read(raw(header, "Très chaud.".encode())) == "Très chaud."
        with pytest.raises(Unreadable):
            read(raw(header, "Très chaud.".encode("latin-1")))


def test_files_are_those_the_author_added() -> None:
    mail = letter(text="Look.")
    mail.add_alternative(
        '<p>Look <img src="cid:new"></p><blockquote type="cite"><img src="cid:old"></blockquote>', subtype="html"
    )
    for name, size in (("new", 20_000), ("old", 20_000), ("logo", 100)):
        mail.get_payload()[1].add_related(b"x" * size, "image", "png", cid=f"<{name}>", filename=f"{name}.png")
    mail.add_attachment(b"a;b", maintype="text", subtype="csv", filename="Öfen.csv")
    mail.add_attachment(b"sig", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    mail.add_attachment(letter())
    names = [file.name for file in files_of(Letter.of(bytes(mail)))]
    assert names == ["new.png", "logo.png", "Öfen.csv", "mail.eml"]
    assert read(mail) == "Look."


def test_a_picture_of_a_letterhead_is_no_file() -> None:
    mail = letter()
    mail.set_content('<p>Hot.</p><p><img src="cid:logo"></p>', subtype="html")
    mail.add_related(b"x" * 900, "image", "png", cid="<logo>")
    assert files_of(Letter.of(bytes(mail))) == []
