"""Words that say nothing about what somebody is looking for; of Finnish ones the base forms."""

from kysyva.search.analysis.words import fold


class _StopWords:
    """A list of lowered words, known without their dots too."""

    def __init__(self, words: str) -> None:
        self._written = frozenset(words.split())
        self._dotless = frozenset(fold(word) for word in self._written)

    def __contains__(self, word: str) -> bool:
        # "skall" is one, and so is "ar" for "är"; "skäll" is none.
        return word in self._written or (word in self._dotless and fold(word) == word)


FINNISH = _StopWords(
    """
    ja tai vai eli sekä mutta mut vaan kun ku jos niin ni että et joten vaikka koska siis myös
    kin kaan hän hänen olla ei eikä en emme ette eivät älä voida saada pitää täytyä tulla mennä
    tehdä laittaa antaa ottaa minä sinä me te he se ne tämä tuo nämä nuo joka jokin joku mikä
    kuka mikään kukaan itse toinen muu kaikki jokainen miten kuinka miksi milloin missä mistä
    mihin mitä minkä jossa josta johon jota siinä siitä siihen tässä tästä tähän nyt sitten
    taas jo vielä vain vähän hyvin aina ikinä ihan tosi kovin niinku kanssa kaa mukaan ennen
    jälkeen aikana kohti yli alle ilman kautta mukaisesti takia vuoksi asia juttu yksi eräs
    sellainen tällainen mä sä mun sun mulla sulla multa sulta mulle sulle mua sua meidän teidän
    heidän niiden sen tämän tuon ton tän
    """
)

SWEDISH = _StopWords(
    """
    och eller men som att om i på av till för från med utan hos vid under över mellan efter
    före när då så än också en ett den det de dem denna detta dessa har var vara är varit blir
    bli blev ha hade haft kan kunna kunde ska skall skulle vill ville måste får få fick gör
    göra gjorde ger ge går gå jag ja du han hon vi ni man mig dig sig oss er min mitt mina din
    ditt dina sin sitt sina hans hennes vart vår vårt våra vem vad vilken vilket vilka hur
    varför där inte int icke även bara nu redan mycket nog nåt något någon några ingen inget
    inga alla allt
    """
)

ENGLISH = _StopWords(
    """
    a an and are as at be been being but by can could did do does doing done for from had has
    have having he her him his how i if in into is it its it's i'm i'd i've me my of on onto or
    our ours s she she's should so some such t than that the their them then there these they
    they're this those to too us was we we're were what when where which who why will with
    would you you're your yours just got get gets getting all any very not no
    """
)
