"""The finder's view of an organisation's tools."""

from unittest.mock import patch

import pytest

from kysyva.organisations.models import Organisation
from kysyva.search.models import corpora
from kysyva.tools.models import LANGUAGES


@pytest.mark.django_db
def test_warming_up_makes_every_language_of_an_organisation(organisation: Organisation) -> None:
    made: list[tuple[int, str]] = []
    with (
        patch.object(corpora, "corpus_of", lambda place, code: made.append((place.pk, code))),
        patch("kysyva.search.models.corpora.connection"),
    ):
        corpora.warm_up()
    assert made == [(organisation.pk, language) for language in LANGUAGES]
