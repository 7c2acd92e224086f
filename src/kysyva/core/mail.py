"""Sending e-mail so that a silent mail server breaks nothing."""

import structlog
from django.core.mail import EmailMessage

log = structlog.get_logger(__name__)


def send(message: EmailMessage) -> bool:
    """Send an e-mail; False, and a line in the log, when the mail server does not take it.

    Call it after the transaction: what was done stays done, whether the e-mail leaves or not.
    """
    try:
        message.send()
    except OSError as error:  # also smtplib's own, and a time-out
        # The kind alone: the error itself may hold the address.
        log.warning("email_not_sent", reason=type(error).__name__)
        return False
    return True
