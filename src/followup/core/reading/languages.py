"""Which languages besides English a message may be written in, told by its small words."""

#: Words that every letter has and its neighbours mostly lack, without accents (see `words.bare_letters`).
_SMALL_WORDS = {
    "de": frozenset("der die das und ist nicht wir sie ihre ihren ihrer ihnen fuer mit ein eine einen zu auf von uns du dein deine dir dich im am zum haben leider bitte".split()),
    "es": frozenset("el los las una para por con su sus que del al nos le te tu se ha hemos no lo esta este puesto muy es pero en hola de la".split()),
    "fr": frozenset("le les des une et pour nous vous votre vos notre avec est pas que dans sur au aux du ce cette je tu ton ta te de la en bonjour ne".split()),
    "it": frozenset("il lo gli una per con non che la di della sua suo tuo tua abbiamo siamo le ci del al alla nel questo questa da ti e mi grazie ciao".split()),
    "nl": frozenset("de het een en van je jij jouw uw wij we niet met voor op te dat zijn hebben bij naar om ons ik u graag geen is aan heb in".split()),
    "pt": frozenset("o os as um uma para por com nao que sua seu da do em ao no na nos voce se foi mais de e temos lhe pelo pela a obrigado".split()),
}  # fmt: skip
_ENGLISH = frozenset(
    "the and to you your we our of for is are this that with have on it be will i from as".split()
)
FEWEST = 2
#: A language that has less than this share of the best one's words is not meant.
LEAST_SHARE = 0.6


def languages(plain: str) -> tuple[str, ...]:
    """The languages whose rules are worth asking, most likely first; none for plain English. `plain` is bare words."""
    words = set(plain.split())
    scores = {name: len(small & words) for name, small in _SMALL_WORDS.items()}
    most = max(scores.values())
    if most < FEWEST or 2 * most <= len(_ENGLISH & words):
        return ()
    likely = (name for name, score in scores.items() if score >= max(FEWEST, LEAST_SHARE * most))
    return tuple(sorted(likely, key=lambda name: (-scores[name], name)))
