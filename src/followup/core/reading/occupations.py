"""Words that name an occupation: what ends in one is a job's title and no firm."""

import re

# The last word before a comma or bracket decides: “Customer Researcher, Savings” is a title, “Baker Street” is none.
_OCCUPATION = re.compile(
    r"(?:accountant|administrator|advis[eo]r|adviser|agent|analyst|apprentice|architect|archivist|artist|assistant|associate|attendant"
    r"|baker|barista|bookkeeper|buyer|carpenter|carer|cashier|chef|cleaner|clerk|coach|conductor|consultant|controller|coordinator|co-ordinator|copywriter|counsel|curator"
    r"|dentist|designer|developer|director|doctor|driver|economist|editor|educator|electrician|engineer|estimator|executive|facilitator|foreman|gardener"
    r"|generalist|handyman|head|illustrator|inspector|instructor|intern|interpreter|investigator|janitor|journalist|lawyer|lead|lecturer|leiter(?:in)?|librarian"
    r"|machinist|maker|manager(?:in)?|marketer|mechanic|mentor|merchandiser|midwife|nurse|officer|operator|optician|owner|painter|paralegal|paramedic|partner|pharmacist"
    r"|photographer|physician|physicist|physiotherapist|planner|plumber|porter|principal|producer|product owner|professor|programmer|psychologist|receptionist"
    r"|recruiter|representative|researcher(?:in)?|reviewer|roofer|scientist|scrum master|secretary|sommelier|specialist|statistician|steward|strategist"
    r"|student|superintendent|supervisor|supporter|surveyor|tailor|teacher|technician|technologist|tester|therapist|trainee|trainer|translator|treasurer|tutor|tester|typist|waiter|waitress|warden|welder"
    r"|worker|writer|entwickler(?:in)?|berater(?:in)?|ingenieur(?:in)?|referent(?:in)?|sachbearbeiter(?:in)?|verkäufer(?:in)?)s?$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:head|director|vice president|vp|chief|secretary|teacher|professor) (?:of|for)\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*(?:[,(/:–|]|\s-\s).*$")


def is_occupation(text: str) -> bool:
    """Whether these words name what somebody works as: “Senior User Researcher, Web”, “Head of Design”."""
    main = _ASIDE.sub("", text).strip(" .")
    return bool(_OCCUPATION.search(main) or _LEADING.match(main))
