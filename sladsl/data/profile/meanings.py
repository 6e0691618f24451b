"""What the words of titles mean, in English, German and French: `Gemeldet am` is when something was opened.

A word is matched whole: `Lösungszeit` is a length, not the time of the solution. Whatever is found is a guess, shown as one.
"""

from __future__ import annotations

import re

from sladsl.data.profile.facts import Column
from sladsl.data.profile.forms import words_in

_MEANINGS = {
    "number": "number no nr id nummer ticketnummer vorgangsnummer kennung referenz key numéro numero référence ref",
    "priority": "priority prio priorität prioritaet priorite priorité severity schweregrad dringlichkeit urgency urgence"
    " gravité",
    "opened": "opened open created reported received raised gemeldet meldung eröffnet eroeffnet erstellt angelegt eingang"
    " eingegangen erfasst ouvert ouverture créé création signalé reçu",
    "announced": "announced angekündigt angekuendigt ankündigung angemeldet annoncé annonce",
    "responded": "responded response answered acknowledged reaktion reagiert erstreaktion beantwortet antwort répondu"
    " réponse réaction",
    "resolved": "resolved solved fixed resolution gelöst geloest lösung behoben erledigt entstört résolu résolution réparé",
    "closed": "closed done completed geschlossen abgeschlossen abschluss clos clôturé clôture fermé terminé",
    "start": "start started begin began from since beginn begonnen anfang von ab seit début debut du depuis commencé",
    "end": "end ended until to finish finished ende beendet bis schluss fin au jusqu",
    "at": "at time timestamp zeitpunkt zeitstempel zeit uhrzeit datum date horodatage heure",
    "state": "state status zustand statut état etat",
    "ok": "ok result success ergebnis resultat erfolg erreichbar verfügbar résultat disponible",
    "waiting": "waiting waits wait waited wartet wartezeit warten pause pausiert pausen hold attente attend suspendu",
    "side": "side responsible responsibility verantwortung verantwortlich verursacher seite responsable responsabilité",
    "cause": "cause reason ursache grund raison motif",
    "due": "due deadline target fällig faellig frist échéance",
    "sent": "sent delivered gesendet verschickt versandt übermittelt envoyé transmis",
    "month": "month monat mois period zeitraum berichtsmonat période",
    "level": "level value wert ist istwert erreicht niveau atteint valeur",
    "latency": "latency duration elapsed antwortzeit dauer laufzeit latence durée",
}
_NEAR = {"closed": {"resolved"}, "resolved": {"closed"}, "start": {"opened"}, "end": {"resolved", "closed"}}
"""What a title may mean beside what it says."""
_OF = {word: meaning for meaning, words in _MEANINGS.items() for word in words.split()}
_FILLERS = (
    "am um auf der die das den des dem im in an the of on at by le la les de l",
    "date datum time zeit uhrzeit ts utc local",
)
_FILLING = frozenset(word for words in _FILLERS for word in words.split())
_DAY = frozenset({"date", "day", "datum", "tag", "jour"})
_CLOCK = re.compile(r"[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?( ?Uhr| ?[AaPp][Mm])?")
SURE, NEAR, BESIDE = 0.72, 0.56, 0.52
LIKELY_FROM = 0.5


def likeness(field: str, role: str, title: str) -> float:
    """How likely a title means a field, from 0 to 1, by its words alone."""
    wanted = (
        _meanings(field) | ({"number"} if role == "key" else set()) | ({role} if role in _MEANINGS else set())
    )
    said = [word for word in words_in(title) if word not in _FILLING] or words_in(title)
    found = {_OF[word] for word in said if word in _OF}
    if wanted & found:
        return SURE if all(_OF.get(word) in wanted for word in said) else NEAR
    near = {each for meaning in wanted for each in _NEAR.get(meaning, ())}
    return BESIDE if near & found and len(said) == 1 else 0.0


def pair_of(field: str, kind: str, role: str, columns: tuple[Column, ...]) -> tuple[str, str] | None:
    """The two columns that a field seems to stand in: a start and an end, or a date and a time of day."""
    if kind == "intervals":
        own = [
            each for each in columns if each.holds in ("time", "nothing") and likeness(field, "", each.name)
        ]
        firsts = [each.name for each in own if _has(each, "start")]
        lasts = [each.name for each in own if _has(each, "end")]
        return (firsts[0], lasts[0]) if len(firsts) == len(lasts) == 1 else None
    if kind != "time":
        return None
    clocks = [each.name for each in columns if _is_clock(each) and likeness(field, role, each.name)]
    days = [each for each in columns if each.holds in ("time", "nothing") and _DAY & set(words_in(each.name))]
    own_days = [
        each.name for each in days if likeness(field, role, each.name) and (set(words_in(each.name)) - _DAY)
    ]
    plain = [each.name for each in days if not set(words_in(each.name)) - _DAY]
    named = own_days or plain
    return (named[0], clocks[0]) if len(clocks) == 1 and len(named) == 1 else None


def _meanings(field: str) -> set[str]:
    """What a field is by its own name, as whoever wrote the agreement called it."""
    return {_OF[word] for word in words_in(field) if word in _OF} | ({field} if field in _MEANINGS else set())


def _has(column: Column, meaning: str) -> bool:
    return any(_OF.get(word) == meaning for word in words_in(column.name))


def _is_clock(column: Column) -> bool:
    """Whether a column holds times of day."""
    texts = [text for text, _ in column.values] or list(column.samples)
    return (
        column.holds in ("text", "choice")
        and bool(texts)
        and all(_CLOCK.fullmatch(each) for each in texts[:20])
    )
