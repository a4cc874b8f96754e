"""Strings that have hurt programs before, written for Passerelle: each is here for one habit of one layer."""

from __future__ import annotations

NAUGHTY = [
    # words that programs take for something else
    "null", "None", "undefined", "NaN", "Infinity", "-0", "true",
    "False", "nil", "on", "N/A", "[object Object]", "{}", "[]",
    # numbers that are none, or not the one that is meant
    "0", "00", "1e400", "0x1F", "1_000", "1,5",
    "٣", "²", "½", "Ⅷ", "9" * 80, "-9223372036854775809", "0.1 + 0.2",
    # days and times that exist here and not there
    "2026-02-30", "29/02/2027", "25:61", "1970-01-01T00:00:00Z", "+292277026596-12-04",
    # addresses, paths and names of devices
    "../../../etc/passwd", "..\\..\\boot.ini", "C:\\CON",
    "file:///etc/passwd", "//evil.example/x", "javascript:hit()",
    "data:text/html,<b>", "http://[::1]/",
    "https://user:word@host.example/?a=b&c=d#e", "mailto:a@b.example?bcc=c@d.example",
    # markup, and what closes it
    "<b>bold</b>", "<script>hit()</script>",
    "</textarea><script>hit()</script>", "</title><img src=x onerror=hit()>",
    "\" autofocus onfocus=\"hit()", "' onclick='hit()", "<!-- half", "-->",
    "<![CDATA[x]]>", "<?php x ?>", "&lt;b&gt;", "&#60;", "&amp;amp;",
    "<svg/onload=hit()>", "<a href=javascript:hit()>x</a>", "<x-canary hx-get=/ data-hx-on=x>",
    "{{ 7*7 }}", "{% include 'x' %}", "${7*7}", "#{7*7}",
    # what databases, shells, spreadsheets and formats read into words
    "'; DROP TABLE people; --", "Robert\"); --", "%", "_", "100%",
    "%s %d %(name)s %%", "{0} {name} {", "$(reboot)", "`reboot`", "a;b|c&d>e",
    "=1+1", "+SUM(A1)", "@x", "-2", "\\", "\\n", "\\0", "\\u0000",
    "~", "*", "?", "#", "!", "a\tb", "NEAR(a b)", 'un"closed', "AND OR NOT",
    # Markdown that begins and does not end
    "# Head", "> quoted", "- item", "1. one", "**bold", "__under", "`code",
    "```", "| a | b |", "[link](", "![alt](x)", "[x]: y", "---", "***", "<br>",
    "@{person:zzzzzzzzzzzz}", "#{contribution:zzzzzzzzzzzz}", "attachment:zzzzzzzzzzzz",
    # mail, headers, other protocols
    "a@b", "a@b.example, c@d.example", "=?utf-8?q?x?=",
    "Subject: x", "a\r\nBcc: b@c.example", "\n.\n", "BEGIN:VCALENDAR",
    # letters that are more or less than they seem
    "é", "e\u0301", "\u1e9e", "ß", "ﬁ", "ǅ", "İ", "ı", "Σς",
    "ﷺ", "\u0958", "Ａ＠Ｂ", "раураl", "ㅤ", "x\u200by", "x\u00ady", "x\u2060y", "\u200d",
    "\ufeffbom", "\ufffd", "\ufdd0end",
    "\U0010ffff", "a\u0300\u0301\u0302\u0303\u0304\u0305b", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A",
    # scripts, directions, pictures
    "שלום עולם", "مرحبا بالعالم", "שלום (world) 123", "\u202eterces", "\u2066a\u2069",
    "a\u2028b", "你好，世界", "日本語", "한국어", "ไทยไม่มีเว้นวรรค",
    "नमस्ते", "ᚠᛇᚻ", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇫🇷🇮🇹", "❤️", "✊🏿", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "𐍈", "\ue000private\uf8ff",
    # controls, and spaces that are no spaces
    "a\x01b", "a\x1b[31mred", "a\x7fb", "a\x85b",
    "a\u00a0b", "a\u3000b", "\u2003wide\u2003", "a\x0bb\x0cc", "  a   b  ",
    # long without a place to break
    "w" * 120, "-" * 120, "ab." * 40, "https://x.example/" + "y" * 100,
]  # fmt: skip
