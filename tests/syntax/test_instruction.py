"""The parts of an instruction: flags, words, pairs, exec form, each with its place."""

import pytest

from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source


def read(text):
    """The last instruction of a Dockerfile."""
    return parse(Source("Dockerfile", text)).instructions[-1]


def flags(text):
    return [(flag.name, flag.value, text[slice(*flag.span)]) for flag in read(text).flags]


def words(text):
    """Each word, and its text where that is another."""
    found = [(word.value, text[slice(*word.span)]) for word in read(text).words]
    return [value if value == written else (value, written) for value, written in found]


def pairs(text):
    return [(pair.name, pair.value) for pair in read(text).pairs]


def exec_form(text):
    form = read(text).exec_form
    return None if form is None else [(word.value, text[slice(*word.span)]) for word in form]


class TestFlags:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("COPY --from=a --link b c", [("from", "a", "--from=a"), ("link", "", "--link")]),
            ("COPY a --from=b c", []),
            ("RUN pip --version", []),
            ("RUN -- --a=b", []),
            ("RUN --a=b -- --c=d", [("a", "b", "--a=b")]),
            ("RUN --mount=type=cache,target=/a x", [("mount", "type=cache,target=/a", "--mount=type=cache,target=/a")]),
            ("RUN --a='b c' x", [("a", "b c", "--a='b c'")]),
            ('RUN --a="b \\"c" x', [("a", 'b "c', '--a="b \\"c"')]),
            ("RUN --a=b\\ c x", [("a", "b c", "--a=b\\ c")]),
            ("RUN --a=b \\\n  # why\n  --c=d \\\n  x", [("a", "b", "--a=b"), ("c", "d", "--c=d")]),
            ("RUN --a=b\\\nc \\\n x", [("a", "bc", "--a=b\\\nc")]),
            ("RUN --a=b\\\n c", [("a", "b", "--a=b")]),
            ("ONBUILD RUN --a=b x", []),
            ("RUN --", []),
        ],
    )
    def test_they_stand_before_the_arguments(self, text, found):
        assert flags(text) == found

    def test_the_body_begins_behind_them(self):
        run = read("RUN --a=b \\\n  --c x && y")
        assert run.body == "x && y"
        assert run.offset == len("RUN --a=b \\\n  --c ")

    def test_the_last_of_a_name_counts(self):
        run = read("COPY --from=a --from=b c d")
        assert run.flag("from").value == "b"
        assert run.flag("chown") is None


class TestWords:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("FROM a AS b", ["a", "AS", "b"]),
            ("COPY a \\\n  b\tc", ["a", "b", "c"]),
            ("COPY a\\\nb c", [("ab", "a\\\nb"), "c"]),
            ("COPY a\\\n b", ["a", "b"]),
            ("COPY a \\\n# note\n\n  b", ["a", "b"]),
            ("COPY 'a b' c", ["'a", "b'", "c"]),
            ('COPY ["a b", "c"]', [("a b", '"a b"'), ("c", '"c"')]),
            ("EXPOSE 80 443/tcp", ["80", "443/tcp"]),
            ("RUN", []),
        ],
    )
    def test_they_are_split_at_white_space(self, text, found):
        assert words(text) == found


class TestPairs:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("ENV a=1 b=2", [("a", "1"), ("b", "2")]),
            ("ENV a=\"x y\" b='z w' c=v\\ u", [("a", '"x y"'), ("b", "'z w'"), ("c", "v\\ u")]),
            ('ENV a="x \\" y" b=1', [("a", '"x \\" y"'), ("b", "1")]),
            ("ENV a= b=1", [("a", ""), ("b", "1")]),
            ("ENV a=b=c", [("a", "b=c")]),
            ("ENV a=1 \\\n    # note\n    b=2", [("a", "1"), ("b", "2")]),
            ("ENV a=x\\\ny", [("a", "xy")]),
            ('ENV a="x \\\n y" b=1', [("a", '"x  y"'), ("b", "1")]),
            ("ENV a x y  z", [("a", "x y  z")]),
            ("ENV a x=y", [("a", "x=y")]),
            ("ENV a x \\\n y", [("a", "x  y")]),
            ("ENV a\\\n x", [("a", "x")]),
            ("ENV a", [("a", "")]),
            ("LABEL 'a b'=c", [("'a b'", "c")]),
            ("LABEL a.b=\"c\" d='e'", [("a.b", '"c"'), ("d", "'e'")]),
            ("ARG a", [("a", None)]),
            ("ARG a=1 b", [("a", "1"), ("b", None)]),
            ("ARG a=", [("a", "")]),
            ("ENV", []),
            ('# escape=`\nENV a="C:\\" b=`"', [("a", '"C:\\"'), ("b", '`"')]),
        ],
    )
    def test_names_and_values(self, text, found):
        assert pairs(text) == found

    def test_their_places(self):
        text = "ENV a=1 \\\n  b='x y'"
        assert [text[slice(*pair.span)] for pair in read(text).pairs] == ["a=1", "b='x y'"]
        text = "ENV a x y\n"
        assert [text[slice(*pair.span)] for pair in read(text).pairs] == ["a x y"]


class TestExecForm:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ('CMD ["a", "b c"]', [("a", '"a"'), ("b c", '"b c"')]),
            ("CMD [ ]", []),
            ('CMD ["a\\"b", "\\u0041\\\\"]', [('a"b', '"a\\"b"'), ("A\\", '"\\u0041\\\\"')]),
            ('CMD ["a", \\\n  # note\n  "b"]', [("a", '"a"'), ("b", '"b"')]),
            ('CMD ["a\\\nb"]', [("ab", '"a\\\nb"')]),
            ('# escape=`\nCMD ["a\\`\n""]', [('a"', '"a\\`\n""')]),
            ("CMD ['a']", None),
            ('CMD ["a"', None),
            ('CMD ["a"] && b', None),
            ('CMD ["a", 1]', None),
            ('CMD ["a", ["b"]]', None),
            ('CMD x ["a"]', None),
            ("RUN [ -f x ]", None),
            ("CMD " + "[" * 100_000, None),
            ("CMD [" + "1" * 10_000 + "]", None),
        ],
        ids=lambda value: None if value is None or len(value) < 100 else str(value[:9]),
    )
    def test_it_is_a_json_array_of_strings(self, text, found):
        assert exec_form(text) == found

    @pytest.mark.parametrize(
        ("body", "mixed"), [('["a", 1]', True), ("[null]", True), ('["a"]', False), ("[]", False), ("[NaN]", False)]
    )
    def test_an_array_of_other_things_is_told_apart(self, body, mixed):
        assert read(f"CMD {body}").is_mixed_array is mixed


class TestOnbuild:
    def test_it_holds_another_instruction_at_its_own_place(self):
        text = "FROM a\nONBUILD COPY --from=b \\\n c d\n"
        trigger = read(text).trigger
        assert (trigger.keyword, trigger.flag("from").value) == ("COPY", "b")
        assert [text[slice(*word.span)] for word in trigger.words] == ["c", "d"]

    def test_nothing_else_does(self):
        assert read("RUN COPY a b").trigger is None
        assert read("ONBUILD").trigger is None


class TestScript:
    def test_it_is_the_body_with_its_heredocs_at_their_places(self):
        text = "FROM a\nRUN --a=b cat <<E \\\n && x\n$y\nE\nCMD z\n"
        run = read(text.partition("CMD")[0])
        assert run.script == "cat <<E \0\0 && x\n$y\nE"
        assert text[run.offset :].startswith("cat")
        assert text[run.offset + run.script.index("$y") :].startswith("$y")
