"""The scripts of RUN: what a shell is given, which shell, and where in the file each character stands."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.scripts import Shell, scripts_of
from devcontain.syntax import dockerfile
from devcontain.syntax.source import Source


def scripts(text):
    return list(scripts_of(Build(dockerfile.parse(Source("Dockerfile", text)))))


def texts(body, before=""):
    return [script.text for script in scripts(f"FROM a\n{before}{body}")]


class TestText:
    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ("RUN a b\n", "a b"),
            ("RUN --network=none --mount=type=tmpfs,target=/t a\n", "a"),
            ("RUN a \\\n  # why\n\n  && b\n", "a   && b"),
            ("RUN a\\\nb\n", "ab"),
            ("RUN a \\\r\n  && b\r\n", "a   && b"),
            ("ONBUILD RUN a\n", "a"),
            ("RUN [ -f x ] && y\n", "[ -f x ] && y"),
            ("RUN cat <<E > f\n$x\nE\n", "cat <<E > f\n$x\nE"),
            ("RUN cat <<A <<B\n1\nA\n2\nB\nRUN c", "cat <<A <<B\n1\nA\n2\nB"),
            ("ONBUILD RUN cat <<E\n1\nE\n", "cat <<E\n1\nE"),
            ("RUN <<E\na\nb\nE\n", "a\nb\n"),
            ("RUN --mount=type=tmpfs,target=/t <<-'E' \n\ta\n\tE\n", "\ta\n"),
            ("ONBUILD RUN <<E\na\nE\n", "a\n"),
            ("RUN <<E\n#!/bin/sh -e\na\nE\n", "            \na\n"),
        ],
    )
    def test_it_is_what_the_shell_reads(self, body, text):
        assert texts(body)[0] == text

    @pytest.mark.parametrize(
        "body",
        [
            'RUN ["a", "b"]\n',
            "RUN [1]\n",
            "RUN\n",
            "RUN <<E\n\nE\n",
            "RUN <<E\n#!/usr/bin/env python3\nimport this\nE\n",
            "CMD a\n",
            'SHELL ["powershell", "-Command"]\nRUN a\n',
            'SHELL ["zsh", "-c"]\nRUN a\n',
            "SHELL []\nRUN a\n",
        ],
    )
    def test_there_is_none_where_no_posix_shell_reads_it(self, body):
        assert texts(body) == []

    def test_nor_in_windows_unless_it_is_said(self):
        assert scripts("# escape=`\nFROM a\nRUN a\n") == []
        assert scripts("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a\n") == []
        assert scripts("FROM python:3.12-windowsservercore\nRUN a\n") == []
        assert len(scripts('# escape=`\nFROM a\nSHELL ["bash", "-c"]\nRUN a `\n b\n')) == 1

    def test_a_heredoc_that_never_ends(self):
        assert texts("RUN cat <<E") == ["cat <<E"]


class TestShell:
    @pytest.mark.parametrize(
        ("image", "language"),
        [
            ("x/unknown", "sh"),
            ("$IMAGE", "sh"),
            ("python:3.12-slim", "dash"),
            ("python:3.12-alpine", "busybox"),
            ("alpine:3.20", "busybox"),
            ("ubuntu", "dash"),
            ("debian:12", "dash"),
            ("nvidia/cuda:12.4.1-base-ubuntu22.04", "dash"),
            ("nvidia/cuda:12.4.1-base-rockylinux9", "bash"),
            ("fedora:40", "bash"),
            ("quay.io/pypa/manylinux_2_28_x86_64", "bash"),
            ("redhat/ubi9", "bash"),
            ("almalinux", "bash"),
            ("x/ubiquity", "sh"),
            ("x/searching", "sh"),
        ],
    )
    def test_sh_is_what_the_base_image_has_for_it(self, image, language):
        [script] = scripts(f"ARG IMAGE\nFROM {image}\nRUN a\n")
        assert script.shell == Shell(language)

    @pytest.mark.parametrize(
        ("words", "language", "options"),
        [
            ('"/bin/bash", "-c"', "bash", set()),
            ('"bash", "-euxo", "pipefail", "-c"', "bash", {"errexit", "pipefail"}),
            ('"/bin/bash", "-o", "errexit", "-o", "pipefail", "-c"', "bash", {"errexit", "pipefail"}),
            ('"/bin/bash", "-ec"', "bash", {"errexit"}),
            ('"/bin/bash", "--login", "-c"', "bash", set()),
            ('"/bin/ash", "-c"', "busybox", set()),
            ('"/usr/bin/env", "ksh", "-c"', "ksh", set()),
            ('"conda", "run", "-n", "env", "/bin/bash", "-c"', "bash", set()),
        ],
    )
    def test_it_is_the_one_in_force(self, words, language, options):
        [script] = scripts(f"FROM a\nSHELL [{words}]\nRUN a\n")
        assert script.shell == Shell(language, frozenset(options))

    def test_a_stage_begins_with_the_shell_of_the_one_that_it_continues(self):
        [script] = scripts('FROM a AS b\nSHELL ["dash", "-c"]\nFROM b\nRUN c\n')
        assert script.shell.language == "dash"

    def test_a_script_may_say_its_own(self):
        [script] = scripts('FROM a\nSHELL ["powershell"]\nRUN <<E\n#!/usr/bin/env -S bash -e\na\nE\n')
        assert script.shell == Shell("bash", frozenset(["errexit"]))


def test_the_variables_in_it_that_the_file_has_set():
    text = "ARG G=1\nFROM a\nARG A\nENV b=$A C=c\nRUN echo $A ${b} $d $no_proxy $G\n"
    assert scripts(text)[0].variables == ("A", "b", "no_proxy")


class TestPlaces:
    TEXT = "FROM a\nRUN a \\\n  # why\n  bb \\\n  c <<E\nx\nE\n"

    def place(self, part):
        [script] = scripts(self.TEXT)
        start = script.text.index(part)
        span = script.span(start, start + len(part))
        return self.TEXT[span.start : span.end]

    @pytest.mark.parametrize("part", ["a", "bb", "c <<E", "\nx", "E\n", "x"])
    def test_a_part_in_one_piece(self, part):
        assert self.place(part) == part

    def test_a_part_with_a_continuation_in_it(self):
        assert self.place("bb   c") == "bb \\\n  c"

    def test_an_empty_part_is_before_what_follows_and_at_the_end_behind_all(self):
        [script] = scripts(self.TEXT)
        assert self.TEXT[: script.span(4, 4).start].endswith("# why\n  ")
        end = len(script.text)
        assert script.span(end, end) == (len(self.TEXT) - 1, len(self.TEXT) - 1)
