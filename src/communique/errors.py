"""The errors a user can meet: one line that says what, where and what to do."""


class CommuniqueError(Exception):
    """An error told to the user as its one-line message, never as a traceback."""


class BadInputError(CommuniqueError):
    """An input, or one record of it, that could not be read; the rest of the input goes on."""

    def __init__(self, where: str, why: str) -> None:
        """Take the place (`file:record 3`) and the reason; the message is `where: why`."""
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class PackError(CommuniqueError):
    """A pack file that does not follow its schema."""


class LedgerError(CommuniqueError):
    """A ledger that cannot be opened, written or trusted."""
