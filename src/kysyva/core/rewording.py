"""Texts of Django for which our translations have better words.

Nothing reads this list but ``makemessages``. Django finds our translation before its own: its
Finnish runs number and word together ("1päivä"), and its errors do not say what to do.
"""

from typing import Any

from django.utils.translation import gettext_lazy, ngettext_lazy, npgettext_lazy

REWORDED: tuple[Any, ...] = (
    npgettext_lazy("naturaltime-past", "%(num)d year", "%(num)d years", "num"),
    npgettext_lazy("naturaltime-past", "%(num)d month", "%(num)d months", "num"),
    npgettext_lazy("naturaltime-past", "%(num)d day", "%(num)d days", "num"),
    gettext_lazy("This field is required."),
    gettext_lazy("Enter a valid email address."),
    gettext_lazy("Enter a whole number."),
    gettext_lazy("Enter a valid date."),
    gettext_lazy("Ensure this value is greater than or equal to %(limit_value)s."),
    gettext_lazy("Ensure this value is less than or equal to %(limit_value)s."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    gettext_lazy(
        "Select a valid choice. %(value)s is not one of the available choices.",
    ),
    gettext_lazy(
        "Select a valid choice. That choice is not one of the available choices.",
    ),
    gettext_lazy("No file was submitted."),
    gettext_lazy("The submitted file is empty."),
    gettext_lazy("This password is too common."),
    gettext_lazy("This password is entirely numeric."),
    gettext_lazy("The password is too similar to the %(verbose_name)s."),
)
