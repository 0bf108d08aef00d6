"""One requirement, as a dependency file states it."""

from dataclasses import dataclass, field

from packaging.requirements import InvalidRequirement
from packaging.requirements import Requirement as Parsed
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from devcontain.errors import UserError
from devcontain.syntax.source import Source, Span


@dataclass(frozen=True)
class Requirement:
    """A distribution that is asked for: its normalised name, and the place and words it is asked for with."""

    name: str
    text: str
    path: str
    span: Span
    extras: frozenset[str] = frozenset()
    specifier: SpecifierSet = field(default_factory=SpecifierSet)
    url: str = ""
    marker: str = ""

    @property
    def names(self) -> set[str]:
        """The name alone, and with each extra: `celery`, `celery[redis]`."""
        return {self.name, *(f"{self.name}[{extra}]" for extra in self.extras)}

    @property
    def pin(self) -> Version | None:
        """The one version that `==` admits, if it is such a pin."""
        only = list(self.specifier)
        if len(only) != 1 or only[0].operator not in {"==", "==="}:
            return None
        try:
            return Version(only[0].version)
        except InvalidVersion:
            return None


def parse_requirement(source: Source, span: Span, text: str) -> Requirement:
    """The requirement that a text states; the span is where the text stands in the source."""
    try:
        parsed = Parsed(text)
    except InvalidRequirement as error:
        row, column = source.position(span.start)
        reason = str(error).partition("\n")[0]
        raise UserError(f"{source.path}:{row}:{column}: `{text}` is not a requirement: {reason}") from None
    return Requirement(
        name=canonicalize_name(parsed.name),
        text=text,
        path=source.path,
        span=span,
        extras=frozenset(canonicalize_name(extra) for extra in parsed.extras),
        specifier=parsed.specifier,
        url=parsed.url or "",
        marker=str(parsed.marker or ""),
    )
