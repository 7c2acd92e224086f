"""Structured logs without personal data.

A line tells what happened, where and how long it took. It never holds a query string, a form's
content, an e-mail address, a name or an address of the network: what is not logged cannot leak.
"""

import logging
import logging.config
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

Event = MutableMapping[str, Any]
EMAIL = re.compile(r"[^\s@'\"<>]+@[^\s@'\"<>]+\.[^\s@'\"<>]+")
QUERY = re.compile(r"\?[^\s'\"]*")
# The last part of an address that lets somebody in, such as an invitation's.
TOKEN = re.compile(r"(?<=/)[\w-]{40,}(?=/)")


def without_personal_data(_logger: Any, _method: str, event: Event) -> Event:
    """Take query strings, e-mail addresses and secret addresses out of what libraries log."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = EMAIL.sub("<email>", TOKEN.sub("…", QUERY.sub("?…", value)))
    event.pop("request", None)
    return event


def logging_configuration(form: str, level: str) -> dict[str, Any]:
    """The dictionary for ``logging.config``; ``form`` is ``text`` or ``json``."""
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_personal_data,
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        # One line for each refused address would only copy what people typed.
        "loggers": {
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


def configure(configuration: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: the standard library and structlog speak one form."""
    logging.config.dictConfig(configuration)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            without_personal_data,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
