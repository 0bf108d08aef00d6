"""SARIF as GitHub's code scanning takes it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from devcontain.errors import UserError
from devcontain.lint.outcome import Report
from devcontain.lint.rule import Edit, Finding, Fix, Note, Problem
from devcontain.lint.runner import Linter
from devcontain.lint.select import Selection, choose, known_codes
from devcontain.report import FORMATS
from devcontain.rules import all_rules
from devcontain.syntax.source import Source, Span

TEXT = "FROM python\n# devcontain: ignore=CAC01\nRUN apt-get update\nRUN pip install flask requests==2\nADD . /app\n"
RULES = tuple(choose(all_rules(), [Selection(("ALL",))]))
LINTER = Linter(RULES, known_codes(all_rules()))


def log(report):
    return json.loads("".join(FORMATS["sarif"](report)))


def run(text=TEXT, path="Dockerfile", **more):
    source = Source(path, text)
    findings = LINTER.lint(source, "dockerfile").findings
    root = os.path.realpath(os.curdir)
    return log(Report(tuple(findings), {path: source}, rules=RULES, root=root, **more))["runs"][0]


class TestRules:
    RULES = run()["tool"]["driver"]["rules"]

    def test_all_that_ran_are_there(self):
        assert [rule["id"] for rule in self.RULES] == [rule.code for rule in RULES]

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
    def test_github_shows_what_it_needs(self, rule):
        assert rule["shortDescription"]["text"].endswith(".")
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"## {rule['id']} ")
        assert rule["helpUri"].startswith("https://")
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert len(rule["properties"]["tags"]) <= 20
        assert ("security-severity" in rule["properties"]) == rule["id"].startswith("SEC")


class TestResults:
    def test_they_point_to_their_rules(self):
        log = run()
        rules = log["tool"]["driver"]["rules"]
        assert {result["ruleId"] for result in log["results"]} >= {"PIN001", "SUP002", "CAC001", "PIN004"}
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in log["results"])

    def test_the_place_and_the_fix(self):
        [result] = [each for each in run()["results"] if each["ruleId"] == "CAC001"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "Dockerfile"}
        assert place["region"] == {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 16}
        assert result["level"] == "warning"
        [fix] = result["fixes"]
        assert fix["artifactChanges"][0]["replacements"] == [
            {
                "deletedRegion": {"startLine": 4, "startColumn": 16, "endLine": 4, "endColumn": 16},
                "insertedContent": {"text": " --no-cache-dir"},
            }
        ]

    def test_fingerprints_stay_when_lines_move(self):
        def marks(text):
            return {(result["ruleId"], *result["partialFingerprints"].values()) for result in run(text)["results"]}

        before = marks(TEXT)
        assert len(before) == len(run()["results"])
        assert marks("# above\n\n" + TEXT) == before

    def test_notes_are_related_places(self):
        problem = Problem(Span(0, 4), "x", also=(Note(Span(5, 11), "here"),), fix=Fix("y", (Edit(Span(0, 1), ""),)))
        finding = Finding("X001", "x", "info", "Dockerfile", problem)
        [result] = log(Report((finding,), {"Dockerfile": Source("Dockerfile", TEXT)}))["runs"][0]["results"]
        assert result["relatedLocations"][0]["message"] == {"text": "here."}
        assert result["level"] == "note"
        assert "ruleIndex" not in result

    def test_what_could_not_be_read_is_told(self):
        [invocation] = run(errors=(UserError("`x` does not exist", "check it"),))["invocations"]
        assert invocation["executionSuccessful"] is False
        assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "`x` does not exist. check it"


class TestPaths:
    @pytest.mark.parametrize(
        ("path", "uri"),
        [
            ("web/Dockerfile", "web/Dockerfile"),
            ("./web/../Dockerfile", "Dockerfile"),
            ("a b#c%d?.Dockerfile", "a%20b%23c%25d%3F.Dockerfile"),
            ("é\udce9\n.Dockerfile", "%C3%A9%E9%0A.Dockerfile"),
            ("/elsewhere/Dockerfile", "file:///elsewhere/Dockerfile"),
        ],
    )
    def test_they_are_uris_from_the_top_of_the_repository(self, path, uri, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        results = run("FROM python\n", path)["results"]
        assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri

    def test_a_link_is_followed(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        Path("real").mkdir()
        Path("real/Dockerfile").touch()
        Path("link").symlink_to("real")
        [place] = run("FROM python\n", "link/Dockerfile")["results"][0]["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "real/Dockerfile"


# Set the variable, or put the binary into PATH: node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool.
MULTITOOL = os.environ.get("SARIF_MULTITOOL") or shutil.which("Sarif.Multitool") or ""


@pytest.mark.skipif(not MULTITOOL, reason="npm's @microsoft/sarif-multitool-linux is not here (SARIF_MULTITOOL)")
def test_github_s_own_rules_find_nothing_wrong(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    texts = [TEXT, "", "FROM a:1\n", TEXT.replace("\n", "\r\n"), "FROM \x00\x1b\udce9\ufeff😀<a>\n"]
    sources = {name: Source(name, text) for name, text in zip("abcd😀", texts, strict=True)}
    sources["a b/ü%.Dockerfile"] = Source("a b/ü%.Dockerfile", TEXT)
    findings = [each for source in sources.values() for each in LINTER.lint(source, "dockerfile").findings]
    errors = (UserError("`x` does not exist", "check it"),)
    report = Report(tuple(findings), sources, rules=RULES, root=os.path.realpath(os.curdir), errors=errors)
    Path("log.sarif").write_text(json.dumps(log(report)), "utf-8")
    options = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--kind", "Fail", "--log", "ForceOverwrite"]
    subprocess.run(
        [MULTITOOL, "validate", "log.sarif", "--output", "verdict.sarif", *options],
        env=os.environ
        | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_BUNDLE_EXTRACT_BASE_DIR": str(tmp_path)},
        check=True,
        capture_output=True,
        timeout=120,
    )
    verdict = json.loads(Path("verdict.sarif").read_text("utf-8-sig"))["runs"][0]
    assert [(result["ruleId"], result["message"]) for result in verdict.get("results", [])] == []
