"""Every job and every mail, declared once: under whose rights it reads. What is not here turns ``test_guard`` red."""

from __future__ import annotations

_INDEX = "writes the index, which is asked with the tokens of a reader and read again under their rights"
_VERB = "runs a verb as Passerelle itself; shows nothing to anybody"
_READER = "tried in test_told: read again under the rights of whoever gets it"
# What a task does with what it reads.
JOBS = {
    "communities.apply_rules": _VERB,
    "communities.forget_words_of_erased": _VERB,
    "communities.welcome_invited": _VERB,
    "contributions.forget_unused_files": _VERB,
    "contributions.publish_due": _VERB,
    "contributions.withdraw_texts_of_erased": _VERB,
    "doors_mail.fetch": "each mail is taken under the rights of its sender: doors/mail/tests/test_replying.py",
    "doors_mail.forget_person": _VERB,
    "doors_mail.forget_received": "deletes by age, reads nothing",
    "doors_mail.tell_sender": "to the sender of a mail about that mail; names what it answered if they may read it now",
    "exchange.make_findable": _INDEX,
    "feeds.forget_person": _VERB,
    "matching.bring_along": _VERB,
    "matching.forget": "deletes what is three months old; shows nothing",
    "matching.forget_person": _VERB,
    "matching.keep_no": _VERB,
    "notifications.forget_person": _VERB,
    "notifications.mail_digest": _READER,
    "notifications.mail_digests": "chooses people and days, reads nothing they wrote",
    "notifications.mail_notice": _READER,
    "notifications.push_notice": _READER,
    "notifications.push_test": "sends a device a fixed sentence and its owner's own number",
    "notifications.tell": _READER,
    "people.mail_invitation": "writes to the address that was invited what the inviter chose to tell",
    "people.forget_sessions": "deletes by age, reads nothing",
    "saved_searches.forget_person": _VERB,
    "saved_searches.look": _READER,
    "saved_searches.look_for_all": "chooses people, reads nothing they wrote",
    "search.keep_sought": "puts down counts, and words that five people or more looked for; reads no text anybody wrote",
    "search.make_meanings": _INDEX,
    "search.read_file": _INDEX,
    "search.read_unread": _INDEX,
    "search.read_uploaded": _INDEX,
    "search.rebuild": _INDEX,
    "search.renew_belonging": _INDEX,
    "search.renew_community": _INDEX,
    "search.renew_contribution": _INDEX,
    "search.renew_member": _INDEX,
    "search.renew_people": _INDEX,
    "search.renew_reply": _INDEX,
    "search.renew_topic": _INDEX,
    "topics.forget_editor": _VERB,
    "trail.credit_improver": "notes whose words were taken up; shows nothing",
    "trail.forget_words_of_erased": _VERB,
    "trail.look_again": "tells whoever decided, or the managers, that a day has come; each is shown it under their own rights",
    "trail.retrace": "asks about what everybody who would answer can read; each reader is shown both ends under their own rights",
    "trail.wait_no_longer": "ends what is due about something that moved on or is gone; shows nothing",
    "trail.take_in": _VERB,
    "work.look_at_tables": "asks the database to count its own rows",
    "work.forget_receipts": "deletes by age, reads nothing",
}
_ACCOUNT = "to the owner of an account about that account: no content of anybody"
# What a mail says, and to whom.
MAILS = {
    "notifications/mail/digest": _READER,
    "notifications/mail/notice": _READER,
    "doors_mail/mail/not_taken": "to the sender of a mail: why it was not taken, and the title of what they may read",
    "people/mail/account": _ACCOUNT,
    "people/mail/invitation": "to the address that was invited: who invites, and the name of the house",
    "people/mail/trial": "to an administrator: a fixed sentence",
}
