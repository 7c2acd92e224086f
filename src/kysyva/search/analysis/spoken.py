"""Spoken Finnish, written the way the dictionary knows it."""

import re
from collections.abc import Iterator

# What rules cannot reach: short, common, irregular.
_WORDS = """
    oo=ole oon=olen oot=olet ollu=ollut oisko=olisiko ois=olisi tiiän=tiedän tiiä=tiedä
    tiiät=tiedät tiietään=tiedetään nään=näen näät=näet meen=menen meet=menet tuun=tulen
    tuut=tulet paan=panen tarttis=tarvitsisi tartten=tarvitsen tarttee=tarvitsee
    tarviin=tarvitsen tarvii=tarvitsee viel=vielä yks=yksi kaks=kaksi viis=viisi kuus=kuusi
    ykkönen=yksi sais=saisi vois=voisi tekis=tekisi menis=menisi tulis=tulisi pitäs=pitäisi
    pitäskö=pitäisikö voiskohan=voisikohan haluun=haluan haluut=haluat meil=meillä teil=teillä
    niil=niillä mul=minulla sul=sinulla sil=sillä ees=edes sit=sitten sitte=sitten tääl=täällä
    töis=töissä ekan=ensimmäisen eka=ensimmäinen tokan=toisen kaikkee=kaikkea mitkää=mitkään
    kukaa=kukaan mitää=mitään ketää=ketään mikskä=miksi miks=miksi millon=milloin
"""
WORDS = dict(pair.split("=") for pair in _WORDS.split())

_ENDINGS = (
    # sound that is left out at the end: puheeks(i), palaveris(sa), töist(ä), meilt(ä)
    (re.compile(r"ks$"), ("ksi",)),
    (re.compile(r"(?<=[aeiouyäö])s$"), ("ssa", "ssä", "isi")),
    (re.compile(r"(?<=[aeiouyäö])st$"), ("sta", "stä")),
    (re.compile(r"(?<=[aeiouyäö])lt$"), ("lta", "ltä")),
    (re.compile(r"(?<=[aeiouyäö])ll?$"), ("lla", "llä")),
    (re.compile(r"(?<=[aeiouyäö])n?s$"), ("nsa", "nsä")),
    # vowels that grow together: vaikee, kauheeta, antoo, kattoo, haluu
    (re.compile(r"ee(?=t?[aä]?$)"), ("ea", "eä")),
    (re.compile(r"oo$"), ("oa", "aa")),
    (re.compile(r"öö$"), ("öä", "ää")),
    (re.compile(r"ii$"), ("ia", "iä")),
    (re.compile(r"uu$"), ("ua",)),
    (re.compile(r"yy$"), ("yä",)),
    # the third infinitive: kysyyn = kysymään, tekeen = tekemään, puhuun = puhumaan
    (re.compile(r"([aeiouyäö])\1n$"), (r"\1maan", r"\1mään")),
    (re.compile(r"(?<=[aeiouyäö])u$"), ("ut",)),  # tullu, tehny, sanonu
    (re.compile(r"y$"), ("yt",)),
    (re.compile(r"t(?=[ao]$)"), ("tt",)),
    (re.compile(r"(?<=[ou])n?$"), ("in",)),  # sanon = sanoin, millon = milloin
    (re.compile(r"$"), ("n", "i", "a", "ä")),
)
# A d that speech leaves out (lähe, yhen, kahestaan, meiän) or softens (meijän, meirän).
_LOST_D = re.compile(r"(?<=h)(?=[eoi])|(?<=[aeiouyäö])[jr]?(?=[aeiouyäö])")
_MAX_TRIES = 40


def rewritten(word: str) -> str:
    """Give the written form of a lowered spoken word in the list, else the word itself."""
    return WORDS.get(word, word)


def variants(word: str) -> Iterator[str]:
    """Give written forms that an unknown spoken word may stand for, likeliest first."""
    tries = 0
    for variant in (*_endings(word), *_with_d(word)):
        if variant != word and tries < _MAX_TRIES:
            tries += 1
            yield variant


def _endings(word: str) -> Iterator[str]:
    for pattern, written in _ENDINGS:
        if pattern.search(word):
            for ending in written:
                yield pattern.sub(ending, word, count=1)


def _with_d(word: str) -> Iterator[str]:
    for match in _LOST_D.finditer(word):
        yield word[: match.start()] + "d" + word[match.end() :]
