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

    def __reduce__(self) -> tuple[type["BadInputError"], tuple[str, str]]:
        """Let the error travel between processes with both its parts."""
        return type(self), (self.where, self.why)


class DamagedInputError(BadInputError):
    """A record that was read although damaged: what came through goes on, and this tells what did not."""


class SettingsError(CommuniqueError):
    """A setting that is unknown or cannot be: the message names the file and the key."""


class PackError(CommuniqueError):
    """A pack file that does not follow its schema."""


class LedgerError(CommuniqueError):
    """A ledger that cannot be opened, written or trusted."""


class WeightsError(CommuniqueError):
    """The weights of the reader, which ship with the program, are not there or cannot be used."""
