"""A Dockerfile is read the way BuildKit reads it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devcontain.semantics.grammar import faults_of
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source


def read(text):
    return parse(Source("Dockerfile", text))


def instructions(text):
    """Each instruction's keyword, body as BuildKit joins it, first and last row."""
    dockerfile = read(text)
    position = dockerfile.source.position
    return [
        (each.keyword, each.body.replace("\0", ""), position(each.span.start).row, position(each.span.end).row)
        for each in dockerfile.instructions
    ]


def spans(text):
    return [text[slice(*each.span)] for each in read(text).instructions]


def comments(text):
    return [text[slice(*comment.span)] for comment in read(text).comments]


def heredocs(text):
    """The here-documents of the last instruction: announcement, name and content."""
    last = read(text).instructions[-1]
    return [(text[slice(*each.opening)], each.name, text[slice(*each.content)]) for each in last.heredocs]


def faults(text):
    """What is wrong, each with the text that it stands at."""
    return [(fault.message, text[slice(*fault.span)]) for fault in faults_of(read(text))]


class TestInstructions:
    def test_one_a_line_and_the_keyword_in_any_case(self):
        assert instructions("FROM debian:12\nrun  true\nCmd x\n") == [
            ("FROM", "debian:12", 1, 1),
            ("RUN", "true", 2, 2),
            ("CMD", "x", 3, 3),
        ]

    def test_blank_lines_comments_and_indentation_are_passed_over(self):
        assert instructions("\n# a\n  # b\n\t FROM x \t\n\n") == [("FROM", "x", 4, 4)]

    @pytest.mark.parametrize(
        "text", ["FROM a\nRUN b", "FROM a\nRUN b\n", "FROM a\r\nRUN b\r\n", "\ufeffFROM a\nRUN b\n"]
    )
    def test_line_endings_and_a_byte_order_mark_make_no_difference(self, text):
        assert instructions(text) == [("FROM", "a", 1, 1), ("RUN", "b", 2, 2)]
        assert spans(text) == ["FROM a", "RUN b"]

    def test_a_tab_parts_the_keyword_from_its_argument_but_a_no_break_space_does_not(self):
        assert instructions("FROM\ta\n") == [("FROM", "a", 1, 1)]
        assert faults("FROM a\nRUN\u00a0x\n") == [("there is no instruction `run\u00a0x`", "RUN\u00a0x")]

    def test_unicode_has_its_say_on_what_is_blank_before_it(self):
        assert instructions("\x0bFROM a\n\u2003RUN b\n\x85\xa0CMD c") == [
            ("FROM", "a", 1, 1),
            ("RUN", "b", 2, 2),
            ("CMD", "c", 3, 3),
        ]
        assert [keyword for keyword, *_ in instructions("\x1cFROM a\n\u200bRUN b")] == ["\x1cFROM", "\u200bRUN"]

    def test_only_one_byte_order_mark_is_one(self):
        assert [keyword for keyword, *_ in instructions("\ufeff\ufeffFROM a")] == ["\ufeffFROM"]

    def test_text_that_is_not_utf8_is_text(self):
        assert instructions("FROM a\nRUN caf\udce9\n")[1] == ("RUN", "caf\udce9", 2, 2)

    def test_a_lone_carriage_return_ends_no_line(self):
        assert instructions("FROM a\nRUN b\rRUN c\n")[1] == ("RUN", "b\rRUN c", 2, 2)


class TestContinuations:
    @pytest.mark.parametrize(
        ("text", "body", "last"),
        [
            ("RUN a \\\n  b", "a   b", 2),
            ("RUN a\\\nb", "ab", 2),
            ("RUN a \\  \t\n  b", "a   b", 2),
            ("RUN a \\\r\n  b\r\n", "a   b", 2),
            ("RUN a \\\n\n  b", "a   b", 3),
            ("RUN a \\\n# c\n  # d \\\n  b", "a   b", 4),
            ("RUN a \\\n# c\n\n \\\n  b", "a    b", 5),
            ("RUN a \\\\\nRUN b", "a \\\\", 1),
            ("RUN a # no comment \\\nb", "a # no comment b", 2),
            ("RUN a \\\n# c\n\nRUN b", "a RUN b", 4),
        ],
    )
    def test_a_line_is_continued(self, text, body, last):
        assert instructions(text)[0] == ("RUN", body, 1, last)

    @pytest.mark.parametrize("tail", ["", "\n", "\n\n# c\n", "\n \n\t\n"])
    def test_what_is_continued_by_nothing_ends_at_its_last_text(self, tail):
        assert instructions("FROM a\nRUN b \\" + tail) == [("FROM", "a", 1, 1), ("RUN", "b", 2, 2)]

    def test_the_keyword_may_follow_a_continuation_or_be_broken_by_one(self):
        assert instructions("\\\nFROM a\nRU\\\nN b\n") == [("FROM", "a", 1, 2), ("RUN", "b", 3, 4)]
        first, second = read("\\\nFROM a\nRU\\\nN b\n").instructions
        assert (first.keyword_span, second.keyword_span) == ((2, 6), (9, 14))

    def test_offsets_are_offsets_of_the_file(self):
        text = "FROM a\r\nRUN x \\\r\n# note\r\n\r\n  && y \\\r\n  && z\r\n"
        run = read(text).instructions[1]
        assert len(run.masked) == run.span.end - run.span.start
        for word in run.words:
            assert text[slice(*word.span)] == word.value
        assert [word.value for word in run.words] == ["x", "&&", "y", "&&", "z"]

    def test_a_hundred_thousand_lines(self):
        assert instructions("RUN a" + " \\\n" * 100_000 + "b")[0][3] == 100_001


class TestComments:
    def test_they_are_kept_with_their_places_also_inside_an_instruction(self):
        assert comments("# one\nFROM a # two\nRUN b \\\n  # three\n c\n#") == ["# one", "# three", "#"]

    def test_a_heredoc_has_none(self):
        assert comments("FROM a\nRUN <<E\n# not ours\nE\n# ours\n") == ["# ours"]


class TestDirectives:
    @pytest.mark.parametrize(
        ("text", "directives"),
        [
            ("# syntax=docker/dockerfile:1\nFROM a", {"syntax": "docker/dockerfile:1"}),
            ("\ufeff#escape=`\r\n# Syntax = x \r\nFROM a", {"escape": "`", "syntax": "x"}),
            ("# check=skip=all;error=true\nFROM a", {"check": "skip=all;error=true"}),
            ("# unknown=1\n# escape=`\nFROM a", {}),
            ("# a comment\n# escape=`\nFROM a", {}),
            ("\n# escape=`\nFROM a", {}),
            ("FROM a\n# escape=`\n", {}),
        ],
    )
    def test_they_stand_at_the_very_top(self, text, directives):
        assert read(text).directives == directives

    def test_escape_changes_what_continues_a_line(self):
        assert instructions("# escape=`\nFROM a\nRUN dir C:\\\nRUN a `\n b\n")[1:] == [
            ("RUN", "dir C:\\", 3, 3),
            ("RUN", "a  b", 4, 5),
        ]

    def test_escape_is_a_backslash_or_a_backtick(self):
        assert faults("# escape=x\nFROM a\\\nb")[0] == ("`x` cannot be the escape character", "# escape=x")
        assert read("# escape=x\nFROM a").escape == "\\"

    def test_each_stands_there_once(self):
        assert faults("# escape=`\n# escape=\\\nFROM a") == [
            ("the `escape` directive stands here a second time", "# escape=\\")
        ]


class TestHeredocs:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("RUN <<E\nx\n\ty\nE\n", [("<<E", "E", "x\n\ty\n")]),
            ("RUN <<E\nE", [("<<E", "E", "")]),
            ("RUN <<E\r\nx\r\nE\r\n", [("<<E", "E", "x\r\n")]),
            ("RUN <<-E\n\tx\n\t\tE\n", [("<<-E", "E", "\tx\n")]),
            ("RUN <<'E'\n$x\nE\n", [("<<'E'", "E", "$x\n")]),
            ('RUN <<"E F"\nE\nE F\n', [('<<"E F"', "E F", "E\n")]),
            ("RUN <<E'F'\nEF\n", [("<<E'F'", "EF", "")]),
            ("RUN <<\\E\nE\n", [("<<\\E", "E", "")]),
            ("RUN 3<<E\nx\nE\n", [("3<<E", "E", "x\n")]),
            ("RUN $a ${b} ${c:-$} '${ d' <<E\nE\n", [("<<E", "E", "")]),
            ("RUN cat <<A <<B\n1\nA\n2\nB\n", [("<<A", "A", "1\n"), ("<<B", "B", "2\n")]),
            ("RUN a \\\n <<E\nx\nE\n", [("<<E", "E", "x\n")]),
            ("RUN a <\\\n<E\nx\nE\n", [("<\\\n<E", "E", "x\n")]),
            ("RUN a $${b <<E\nE\n", [("<<E", "E", "")]),
            ("RUN --mount=type=tmpfs,target=/x <<E\nx\nE\n", [("<<E", "E", "x\n")]),
            ("COPY <<a.txt <<b.txt /x/\n1\na.txt\n2\nb.txt\n",
             [("<<a.txt", "a.txt", "1\n"), ("<<b.txt", "b.txt", "2\n")]),
            ("ADD <<E /x\nE\n", [("<<E", "E", "")]),
            ("ONBUILD RUN <<E\nx\nE\n", [("<<E", "E", "x\n")]),
            ("RUN <<E\nRUN <<F\n\\\nE \nE\n", [("<<E", "E", "RUN <<F\n\\\nE \n")]),
        ],
    )  # fmt: skip
    def test_it_is_read_to_its_closing_line(self, text, found):
        assert heredocs(text) == found
        assert read(text + "\nCMD x").instructions[0].span.end == len(text.rstrip("\r\n"))

    @pytest.mark.parametrize(
        "line",
        [
            'RUN ["sh", "-c", "<<E"]',
            "CMD <<E",
            "ONBUILD CMD <<E",
            "RUN cat << E",
            "RUN cat <<<E",
            "RUN cat<<E",
            'RUN echo "<<E"',
            "RUN echo '<<E'",
            "RUN echo 'it <<E",
            "RUN echo \\<<E",
            "RUN (<<E",
            "RUN <<''",
            "RUN <<-",
            "RUN ${ <<E",
            'RUN "${a[@]}" <<E',
            "RUN \x1f<<E",
        ],
    )
    def test_what_announces_none(self, line):
        assert heredocs(f"FROM a\n{line}\n") == []

    def test_the_next_instruction_follows_its_end(self):
        assert instructions("FROM a\nRUN <<E\nCOPY b c\nE\nCMD d\n") == [
            ("FROM", "a", 1, 1),
            ("RUN", "<<E", 2, 4),
            ("CMD", "d", 5, 5),
        ]

    @pytest.mark.parametrize("rest", ["", "\n", "\nx\n", "\nEE\n", "\n E\n", "\nE \n", "\n\tE\n"])
    def test_one_that_is_never_closed_takes_the_rest_of_the_file(self, rest):
        text = f"FROM a\nRUN cat <<E{rest}"
        assert faults(text) == [("the heredoc `E` is never closed", "<<E")]
        assert read(text).instructions[-1].span.end == len(text)


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("", ("the file has no instructions", "")),
            ("# only\n\n# comments\n", ("the file has no instructions", "")),
            ("\ufeff", ("the file has no instructions", "")),
            ("ARG x\n", ("the file has no FROM", "ARG")),
            ("RUN x \\\n y\n", ("the file has no FROM", "RUN x")),
            ("RUN x\nFROM a\n", ("an instruction stands before the first FROM", "RUN x")),
            ("FROM a\nRUM x\n", ("there is no instruction `rum`", "RUM")),
            ("FROM a\nCOPY\n", ("COPY needs an argument", "COPY")),
            ("FROM a\nCOPY x\n", ("COPY needs a source and a destination", "COPY")),
            ("FROM a b\n", ("FROM takes an image, or `image AS name`", "FROM")),
            ("FROM a\nENV x\n", ("ENV needs a name and a value", "x")),
            ("FROM a\nENV x=1 y\n", ("`y` has no value: write `y=value`", "y")),
            ("FROM a\nLABEL x=1 'y z'\n", ("`'y z'` has no value: write `'y z'=value`", "'y z'")),
            ('FROM a\nCMD ["x", 1]\n', ("not all in the array of this CMD are strings", '["x", 1]')),
            ("FROM a\nHEALTHCHECK \x1e\n", ("`\x1e` is no kind of health check", "\x1e")),
            ("FROM a\nONBUILD ENV x\n", ("ENV needs a name and a value", "x")),
            ("FROM a\nONBUILD COPY x\n", ("COPY needs a source and a destination", "COPY")),
        ],
    )
    def test_what_buildkit_refuses(self, text, fault):
        assert faults(text) == [fault]

    @pytest.mark.parametrize(
        "text",
        ["FROM a\nRUN {}", "FROM a\n#   {}\n", "FROM a\r\nRUN <<E\r\n    {}\nE\n"],
        ids=["RUN", "comment", "heredoc"],
    )
    def test_a_line_is_no_longer_than_buildkit_reads(self, text):
        assert faults(text.format("x" * 65_531)) == []
        [(message, place)] = faults(text.format("é" + "x" * 65_530))
        assert (message, len(place)) == ("this line has more than 65,535 bytes", 65_535)

    @pytest.mark.parametrize("text", ["\0", "RUM x\n\0", "FROM a\nRUN <<E\0\n"])
    def test_what_holds_nul_bytes_is_no_text_to_find_more_in(self, text):
        assert faults(text) == []

    @pytest.mark.parametrize(
        "line",
        ["RUN", "CMD", "ENV x y", "ENV x y=z", "ENV x=", "ARG x y=1", "COPY <<E /x\nE", 'CMD ["x", NaN]', "RUN [ 1"],
    )
    def test_what_it_does_not_refuse(self, line):
        assert faults(f"FROM a\n{line}\n") == []

    def test_a_hint_for_a_keyword_that_is_nearly_one(self):
        [fault] = faults_of(read("FROM a\nRUM x\n"))
        assert fault.help == "did you mean `RUN`?"
        [fault] = faults_of(read("FROM a\n&& x\n"))
        assert fault.help == "a line that continues another one needs a backslash before it"


ARGUMENTS = st.sampled_from(
    [
        "a", "a b", "x=1", "x=1 y", "x='a b' y=\"c d\"", "x=a\\ b", '"a', "'a b'", '["a", "b"]', '["a", 1]', "[a]",
        "[]", '["a\\u0041\\""]', "--flag=x a b", "--a --b=c d", "--", "-- a", "--x='a b' c", "<<E", "<<-E",
        "cat <<E <<'F'",
        '<<"E F" x', "<<E'F'", "<<\\E", "3<<E", "echo '<<E'", "echo 'a <<E", "cat << E", "$E ${x}",
        "# no comment",
        "é", "a && b", "AS b", "RUN <<E", "ENV a", "COPY <<E /x", "a \\\nb", "a\\\nb", "\\\n\n# c\n  --x \\\n a",
        "a `\n b",
        "",
        "a \\\\", "a \\ \t", "a \\", "<<-", "<\\\n<E", "$${ <<E", "${ <<E", "${x} <<E", "=\x1ee", "\x1f<<E",
        "\x1e", "a \x1d",
    ]
)  # fmt: skip
KEYWORDS = st.sampled_from(
    [
        *"FROM RUN run COPY ADD ENV LABEL ARG CMD ENTRYPOINT SHELL VOLUME USER WORKDIR EXPOSE ONBUILD RUM".split(),
        "RU\\\nN",
        "\\\nRUN",
        "  RUN",
        "\tCOPY",
        "STOPSIGNAL",
        "HEALTHCHECK",
        "MAINTAINER",
    ]
)
LINES = (
    st.builds("{}{}{}".format, KEYWORDS, st.sampled_from([" ", "\t", "  ", " \\\n"]), ARGUMENTS)
    | st.sampled_from(["", "# c", "  # c", "#", "E", "\tE", "F", "E F", "EF", " E", "\\", "  ", "x y", "&& x"])
    | st.sampled_from(["# escape=`", "# syntax=x", "# escape=x", "#escape=\\"])
)
FILES = st.builds(
    lambda mark, lines, newline, end: mark + newline.join(lines).replace("\n", newline) + end,
    st.sampled_from(["", "", "", "\ufeff", "# escape=`\n", "# escape=`\n# escape=`\n", "# syntax=x\n#syntax=y\n"]),
    st.lists(LINES, max_size=8),
    st.sampled_from(["\n", "\n", "\r\n"]),
    st.sampled_from(["", "\n", "\r\n", "\n\n"]),
)
# BuildKit's parser takes these; a later stage of the build refuses them.
LATER = re.compile(
    "there is no instruction|needs a source|FROM takes|before the first FROM|no FROM|needs an argument|a stage cannot"
    "|ONBUILD cannot|SHELL takes|health check|CMD needs|NONE takes"
)


def outline(text):
    """Keywords with first and last row; nothing where the file is refused."""
    if any(not LATER.search(message) for message, _ in faults(text)):
        return None
    return [(keyword, first, last) for keyword, _, first, last in instructions(text)]


def buildkit_outline(buildkit, text):
    try:
        commands = buildkit.parse_string(text)
    except buildkit.GoParseError:
        return None
    return [((each.cmd or "").upper(), each.start_line, last_text(text, each.end_line)) for each in commands]


def last_text(text, row):
    """To BuildKit, an instruction that nothing continues goes on to the end of the file."""
    lines = text.split("\n")
    while row > 1 and re.match(r"[^\S\x1c-\x1f]*(#|$)", lines[row - 1]):
        row -= 1
    return row


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(FILES)
def test_keywords_rows_and_refusals_are_those_of_buildkit(text):
    buildkit = pytest.importorskip("dockerfile", reason="BuildKit's parser has no wheel for this platform")
    assert outline(text) == buildkit_outline(buildkit, text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text() | st.text(alphabet="RUNFOM <-E'\"\\`\n\r\t#=[],\ufeff"))
def test_nothing_raises_and_every_place_is_in_the_file(text):
    dockerfile = read(text)
    for each in dockerfile.instructions:
        assert 0 <= each.start <= each.span.end <= len(text)
        assert len(each.masked) == each.line_end - each.start
        for piece in (*each.words, *each.pairs, *each.flags):
            assert each.start <= piece.span.start <= piece.span.end <= each.line_end
    for fault in faults_of(dockerfile):
        assert 0 <= fault.span.start <= fault.span.end <= len(text)


BETWEEN = re.compile(r"\ufeff?(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*(?:#[^\n]*)?")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(FILES | st.text() | st.text(alphabet="RUNFOM <-E'\"\\`\n\r\t#=[],\ufeff"))
def test_nothing_is_lost_between_the_pieces(text):
    dockerfile = read(text)
    end = 0
    for each in dockerfile.instructions:
        assert BETWEEN.fullmatch(text, end, each.start)
        line = text[each.start : each.line_end]
        assert all(shown in (written, "\0") for shown, written in zip(each.masked, line, strict=True))
        assert [each.line_end, *(heredoc.end for heredoc in each.heredocs)][-1] == each.span.end
        end = each.span.end
    assert BETWEEN.fullmatch(text, end)
    for comment in dockerfile.comments:
        assert text[slice(*comment.span)] == comment.text
        assert re.fullmatch("#[^\n]*", comment.text)
