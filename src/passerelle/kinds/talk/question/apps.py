"""The question kind's app."""

from django.apps import AppConfig


class QuestionConfig(AppConfig):
    """Own columns: needed by, accepted answer."""

    name = "passerelle.kinds.talk.question"
    label = "kind_question"
