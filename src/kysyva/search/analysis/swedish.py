"""Swedish: Snowball stems, 4-grams, and the halves of the compounds of leadership talk."""

from collections.abc import Iterator

from kysyva.search.analysis.stems import stem
from kysyva.search.analysis.stopwords import SWEDISH as STOPWORDS
from kysyva.search.analysis.words import fold, grams

STEM, PART, GRAM = 1.0, 0.5, 0.3

# Swedish writes compounds as one word. These are words that leadership talk makes compounds of and
# that are rarely a chance piece of another word; 4-grams do for the others.
# In front, as they are written there, and what they stand for where it differs.
_FRONTS = """
    arbets=arbete arbetsplats behovs=behov chefs=chef delegerings=delegering
    diskussions=diskussion effekt enkät framgångs=framgång förtroende förändrings=förändring
    förbättrings=förbättring grupp handlings=handling hälso=hälsa introduktions=introduktion
    inskolnings=inskolning konflikt kontakt korridor kultur ledar=ledare ledarskaps=ledarskap
    lednings=ledning lyssnings=lyssnande lösnings=lösning medarbetar=medarbetare mål
    målsättnings=målsättning möte mötes=möte nuläges=nuläge orsaks=orsak personal
    planerings=planering process projekt reflektions=reflektion resultat respons resurs
    samarbets=samarbete samtals=samtal sjuk situations=situation själv skal=skala start steg
    stress struktur stöd tack team trygghets=trygghet uppföljnings=uppföljning
    uppskattnings=uppskattning utmattnings=utmattning utvecklings=utveckling
    utvärderings=utvärdering vardags=vardag vecko=vecka verktygs=verktyg ansvars=ansvar distans
"""
_ENDS = """
    arbete chef diskussion fokus frånvaro fråga frågor förändring förmåga grupp handling hälsa
    introduktion kartläggning karta konflikt korridor kultur ledare ledarskap ledning lyssnande
    lösning mall medarbetare mål möte modell nivå plan planering program prat process
    reflektion respons resurs riktning runda samarbete samtal skala stöd struktur styrning team
    trygghet uppföljning uppskattning utveckling utvärdering verktyg överenskommelse
"""
_SHORTEST_FRONT, _SHORTEST_END, _SHORTEST_REST = 3, 3, 4


def _stem(word: str) -> str:
    # Snowball leaves the -n of "frågan" although it takes the -a of "fråga".
    definite = word.endswith("an") and len(word) > _SHORTEST_REST
    return stem(word.removesuffix("n") if definite else word, "sv")


_FRONT = {front: said or front for front, _, said in (f.partition("=") for f in _FRONTS.split())}
_END_STEMS = frozenset(_stem(end) for end in _ENDS.split())


def terms(word: str) -> Iterator[tuple[str, float]]:
    """Give the weighted terms of one lowered Swedish word; a term may come twice."""
    if word in STOPWORDS:
        return
    stemmed = _stem(word.removesuffix("'s"))
    yield fold(stemmed), STEM
    for half in _halves(word, stemmed):
        yield fold(half), PART
    for gram in grams(fold(word)):
        yield "#" + gram, GRAM


def _halves(word: str, stemmed: str) -> Iterator[str]:
    """Give the stems of both sides of the longest known front, and of the longest known end."""
    for cut in range(len(word) - _SHORTEST_REST, _SHORTEST_FRONT - 1, -1):
        if word[:cut] in _FRONT:
            yield _stem(_FRONT[word[:cut]])
            yield _stem(word[cut:])
            break
    for cut in range(_SHORTEST_FRONT, len(stemmed) - _SHORTEST_END + 1):
        if stemmed[cut:] in _END_STEMS:
            yield stemmed[cut:]
            yield _stem(stemmed[:cut].removesuffix("s"))
            break
