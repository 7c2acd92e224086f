"""The front page, an organisation's start page, and the showcase of the components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django_scopes import scope

from kysyva.home.forms import Example
from kysyva.organisations.access import TenantRequest, public
from kysyva.organisations.models import Membership, Organisation
from kysyva.organisations.published import published
from kysyva.tools.models import Question
from kysyva.tools.models.catalogue import catalogue_of
from kysyva.tools.models.facets import MINUTES, Phase, Setting, Status
from kysyva.tools.models.question import QuestionQuerySet


@public
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Where to? Straight on if there is only one place to go."""
    if request.user.is_authenticated:
        memberships = Membership.objects.current().filter(person=request.user)
        places = [found.organisation for found in memberships.select_related("organisation")]
    else:
        places = list(Organisation.objects.exclude(opened_at=None)[:50])
    if len(places) == 1:
        return redirect("organisation_home", places[0].slug)
    return render(request, "home/front.html", {"places": places})


@public
@require_safe
@published
def organisation_home(request: TenantRequest) -> HttpResponse:
    """One question, and the doors by setting and by the minutes one has."""
    catalogue = catalogue_of(request.organisation)
    seen = catalogue.audience(member=request.membership is not None, editor=False)
    settings = [
        (value, label, (catalogue.having("setting", [value]) & seen).bit_count())
        for value, label in Setting.choices
    ]
    minutes = [
        (most, (catalogue.having("minutes", [str(most)]) & seen).bit_count()) for most in MINUTES
    ]
    drawn = question_of_the_day(request)
    context = {
        "drawn": drawn,
        **_words(drawn, request.organisation),
        "settings": [row for row in settings if row[2]],
        "minutes": [row for row in minutes if row[1]],
    }
    return render(request, "home/organisation_home.html", context)


def question_of_the_day(request: TenantRequest) -> Question | None:
    """The same for everybody on one day, so that colleagues can talk about it."""
    questions: QuestionQuerySet = Question.objects.filter(organisation=request.organisation)  # type: ignore[assignment]
    ids = questions.readable(by_member=False).order_by("pk").values_list("pk", flat=True)
    count = ids.count()
    if not count:
        return None
    # A step coprime to most counts walks through all questions in a mixed order.
    number = timezone.localdate().toordinal() * 7919 % count
    return questions.select_related("tool__organisation").get(pk=ids[number])


def _words(question: Question | None, organisation: Organisation) -> dict[str, str]:
    if question is None:
        return {}
    text, language = question.text_in(get_language() or "fi", organisation.language)
    return {"drawn_text": text, "drawn_language": language}


@public
@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component once, to look at and to test."""
    form = Example({"name": "", "size": "two", "agree": ""})
    place = Organisation.objects.exclude(opened_at=None).first()
    cards = []
    if place is not None:
        with scope(organisation=place):
            catalogue = catalogue_of(place)
        seen = catalogue.audience(member=False, editor=False)
        cards = [card for number, card in enumerate(catalogue.cards) if seen >> number & 1][:3]
    context = {
        "form": form,
        "phases": Phase.choices,
        "statuses": Status.choices,
        "cards": cards,
        "place": place,
    }
    return render(request, "home/design.html", context)
