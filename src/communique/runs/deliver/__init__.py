"""Delivers digests: kept before they are sent, sent again to the letter until they arrive."""

from communique.runs.deliver.outbox import deliver
from communique.runs.deliver.smtp import MailServer, Tls, mail_server
from communique.runs.deliver.webhook import Webhook

__all__ = ["MailServer", "Tls", "Webhook", "deliver", "mail_server"]
