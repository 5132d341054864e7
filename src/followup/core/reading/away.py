"""Out-of-office answers and their return dates."""

import re
from datetime import datetime, time, timedelta

from .dates import days
from .day_forms import Day
from .letter import Letter

_AWAY = re.compile(
    r"out of (?:the |my )?office|\booo\b|(?:on|away on|taking) (?:\w+ ){0,2}(?:leave|vacation|holidays?|sick leave|business trip)|away from (?:my|the) (?:desk|office|e-?mail)|not in the office|(?:i am|i'm|i will be|i'll be|currently|is) (?:\w+ )?(?:away|travell?ing|absent|on leave|offline)"
    r"|(?:limited|no|intermittent|without) access to (?:my )?e-?mails?|\bback (?:in the office|at work|on|at my desk)|(?:i|we) (?:will )?return|abwesen|nicht im büro|im urlaub|zurück am|absent\w* du bureau|en congé|de retour|fuera de la oficina|de vacaciones|fuori ufficio|in ferie|afwezig|op vakantie|fora do escritório|de férias",
    re.IGNORECASE,
)
_RETURN = re.compile(
    r"(?:return(?:ing|s)?|\bback\b|be (?:in|reachable|available|reached) (?:again )?|resume|wieder (?:erreichbar|da|im)|zurück|de retour|retour|vuelv\w+|regres\w+|rientr\w+|terug|volto|regress\w+)",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(
    r"(?:until|till|through|thru|bis|jusqu'au|hasta(?: el)?|fino al|tot(?: en met)?|até)\W{1,3}(?:and including )?(?:\w+,? ){0,2}$|(?:to|-|–|through|bis|au|al|tot)\s{0,3}(?:the )?$",
    re.IGNORECASE,
)
_INCLUSIVE = re.compile(r"^\W{0,3}(?:inclusive|included|einschließlich|inclus)|including", re.IGNORECASE)


def is_away(letter: Letter) -> bool:
    """Whether the words say that somebody is away."""
    return _AWAY.search(f"{letter.mail.subject[:300]}\n{letter.text[:6000]}") is not None


def away_sentence(letter: Letter) -> str:
    """The sentence that says so; the one with a return date before others."""
    said = [each.text for each in letter.sentences if _AWAY.search(each.text)]
    dated = [
        each.text
        for each in letter.sentences
        if days(each.text, letter.written) and (_RETURN.search(each.text) or _AWAY.search(each.text))
    ]
    return (dated or said or [letter.mail.subject])[0].strip()


def return_time(letter: Letter) -> datetime | None:
    """The morning of the day on which they are back; None where no day is named."""
    best: Day | None = None
    is_last_day = False
    for sentence in letter.sentences:
        every = days(sentence.text, letter.written)
        named = [each for each in every if each.day >= letter.written.date()]
        if not named or not (_RETURN.search(sentence.text) or _AWAY.search(sentence.text)):
            continue
        if returns := _after_return(sentence.text, named):
            return _morning(letter, returns)
        if best is None:
            best, is_last_day = named[-1], _ends_absence(sentence.text, every)
    if best is None:
        return None
    return _morning(letter, best) + timedelta(days=1) if is_last_day else _morning(letter, best)


def _after_return(text: str, named: list[Day]) -> Day | None:
    """The day that stands with “back” or “return”: the first after the word, else the last before it."""
    words = list(_RETURN.finditer(text))
    for word in words:
        for day in named:
            if 0 <= day.start - word.end() <= 60:
                return day
    return None


def _ends_absence(text: str, named: list[Day]) -> bool:
    """“From 2 to 6 March” and “through Friday” name the last day away, a bare “until” the day of return."""
    day = named[-1]
    before, after = text[max(0, day.start - 40) : day.start].lower(), text[day.end : day.end + 20]
    if _INCLUSIVE.search(before) or _INCLUSIVE.search(after):
        return True
    return (len(named) > 1 and _LAST_DAY.search(before) is not None) or before.rstrip().endswith(
        ("through", "thru")
    )


def _morning(letter: Letter, day: Day) -> datetime:
    return datetime.combine(day.day, time(9), letter.zone)
