"""What people say of anything: no ground to call two texts alike, and in a small community too rare to be known by that. Pure."""

from __future__ import annotations

EVERYDAY = frozenset(
    # English
    "after always another before customer customers day days every find get go good hour hours know like make many minute minutes "
    "month months much need never often people really say says something still take time today want wants way week weeks without year "
    "years "
    # French
    "aller alors apres aussi autre avant avoir beaucoup besoin bien chaque client cliente clients clientes comment depuis dire doit "
    "encore etre faire faut gens heure heures ici jamais jour jours mettre minute minutes mois moyen parce passe passer pendant "
    "personne peut pouvoir quand quelque quelqu rien savoir semaine semaines souvent temps toujours toute tous veut vouloir "
    # Italian
    "altra altro ancora anno anni bene bisogno come dice dicono dopo fare fra giorni giorno mese mesi minuti minuto molto ogni ora "
    "ore passa passare persona persone piu poi prima puo quanto quasi sempre senza sotto settimana settimane solo subito tempo troppo "
    "vuole vogliono "
    # Spanish
    "ahora antes ano anos cada clientes cuando cuanto despues dia dias dice hace hacer hora horas mes meses minuto minutos mismo "
    "mucho persona personas pues puede quiere quieren semana semanas siempre tiempo todo "
    # German
    "brauche brauchen gibt gut immer jahr jahre jede jeden jemand kunde kunden kundin kundinnen leute machen mehr minuten monat "
    "monate muss schon sagt stunde stunden tag tage viel viele will wollen woche wochen zeit".split()
)
"""Folded, in five languages: times, people, and what everybody wants, says and does."""
