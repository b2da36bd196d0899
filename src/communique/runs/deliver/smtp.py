"""Sends a mail by SMTP: over TLS unless told otherwise, and never a password without."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from communique.errors import CommuniqueError

Tls = Literal["starttls", "tls", "none"]
_PORTS: dict[Tls, int] = {"starttls": 587, "tls": 465, "none": 25}
_PATIENCE = 30.0  # seconds for each step of an exchange
_PLACE = re.compile(r"([^\s:/@]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes mails, and who we are to it."""

    host: str
    port: int
    tls: Tls = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)

    def send(self, mail: bytes, sender: str, to: str) -> None:
        """Return when the server has taken a mail; raise CommuniqueError where it did not."""
        try:
            server = self._connect()
            try:
                self._greet(server)
                server.sendmail(sender, [to], mail)
            finally:
                with suppress(smtplib.SMTPException, OSError):  # a mail that was taken is taken
                    server.quit()
        except (smtplib.SMTPException, OSError) as error:
            why = " ".join(str(error).split()) or type(error).__name__
            raise CommuniqueError(f"{self.host}:{self.port}: the mail to {to} is not taken: {why}") from error

    def _connect(self) -> smtplib.SMTP:
        if self.tls == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=_PATIENCE, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=_PATIENCE)

    def _greet(self, server: smtplib.SMTP) -> None:
        if self.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if self.user:
            server.login(self.user, self.password)


def mail_server(place: str, tls: Tls = "starttls", user: str = "", password: str = "") -> MailServer:
    """Return the server at `host` or `host:port`; raise CommuniqueError where it cannot be used so."""
    found = _PLACE.fullmatch(place)
    if not found or int(found[2] or 1) > 65535:
        raise CommuniqueError(f"{place}: not a mail server; write it as mail.example.org or host:port")
    if user and tls == "none":
        raise CommuniqueError("a password is sent over TLS alone: --tls starttls or tls")
    return MailServer(found[1].strip("[]"), int(found[2] or _PORTS[tls]), tls, user, password)
