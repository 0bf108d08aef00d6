"""The entry point: one path for errors that users can mend, one for interrupts, one for our own bugs."""

import os
import sys


def main() -> None:
    """Run the command line and exit: 0 clean, 1 findings or differences, 2 could not do it, 130 on Ctrl-C."""
    try:
        from devcontain.cli import cli

        cli.main(prog_name="devcontain", standalone_mode=False)
    except KeyboardInterrupt:
        _leave(130)
    except Exception as error:
        _leave(_explain(error))


def _explain(error: Exception) -> int:
    import click

    from devcontain.commands.output import print_error
    from devcontain.errors import UserError

    match error:
        case UserError(message=message, hint=hint):
            print_error(message, hint)
        case click.exceptions.Abort():
            return 130
        case click.exceptions.Exit(exit_code=code):
            return code
        case click.ClickException():
            error.show()
        case _:
            _report_bug(error)
    return 2


def _report_bug(error: Exception) -> None:
    if os.environ.get("DEVCONTAIN_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    from devcontain.commands.output import print_error

    print_error(
        f"devcontain failed on an error of its own: {type(error).__name__}: {error}",
        "please report it; DEVCONTAIN_TRACEBACK=1 shows where it happened",
    )


def _leave(code: int) -> None:
    sys.exit(code)


if __name__ == "__main__":
    main()
