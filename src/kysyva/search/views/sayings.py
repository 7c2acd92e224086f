"""The organisation's own words for the finder, kept by its facilitators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kysyva.organisations.access import MemberRequest, can_edit_tools, member
from kysyva.search.actions import drop_saying, keep_saying
from kysyva.search.forms import SayingForm
from kysyva.search.models import Saying

# What was taken away a moment ago, for the page that follows.
DROPPED = "saying_dropped"


@member(can=can_edit_tools)
@require_http_methods(["GET", "HEAD", "POST"])
def sayings(request: MemberRequest) -> HttpResponse:
    """All of them, and a form for one more; a POST with ``drop`` takes one away."""
    known = Saying.objects.filter(organisation=request.organisation)
    if request.method == "POST" and request.POST.get("drop", "").isdecimal():
        dropped = get_object_or_404(known, pk=int(request.POST["drop"]))
        request.session[DROPPED] = [dropped.language, dropped.said, dropped.meant]
        drop_saying(dropped)
        return redirect("sayings", request.organisation.slug)
    form = SayingForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        keep_saying(request.organisation, **form.cleaned_data)
        messages.success(request, _("The finder understands it now."))
        return redirect("sayings", request.organisation.slug)
    context = {"known": known, "form": form, "dropped": request.session.pop(DROPPED, None)}
    return render(request, "search/sayings.html", context)
