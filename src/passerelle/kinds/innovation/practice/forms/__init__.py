"""Input of practices."""

from passerelle.kinds.innovation.practice.forms.answering import AnswerForm, GiveUpForm, UseForm
from passerelle.kinds.innovation.practice.forms.measuring import MeasureForm
from passerelle.kinds.innovation.practice.forms.offering import FocalForm, OfferForm
from passerelle.kinds.innovation.practice.forms.planning import PlanForm
from passerelle.kinds.innovation.practice.forms.practice import PracticeForm
from passerelle.kinds.innovation.practice.forms.translating import TranslatePracticeForm

__all__ = [
    "AnswerForm",
    "FocalForm",
    "GiveUpForm",
    "MeasureForm",
    "OfferForm",
    "PlanForm",
    "PracticeForm",
    "TranslatePracticeForm",
    "UseForm",
]
