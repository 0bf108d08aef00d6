"""The one exception that users see."""


class UserError(Exception):
    """Something the user can mend: one sentence with the place, and a hint; the command exits with code 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
