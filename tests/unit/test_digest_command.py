"""``papershelf digest``: which dumps it tells of, what it writes, when it sends; and the workflow that calls it."""

import email
import email.policy
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import digesting, main
from generator.errors import PapershelfError

ROOT = Path(__file__).resolve().parents[2]
TITLES = {"a": "Kites and How They Fly", "b": "Learning to Test Command Lines", "c": "A Benchmark of Benchmarks"}
ABSTRACTS = {
    "a": "Kites rise when wind meets a surface. This paper measures forty kites and explains their lines with a model.",
    "b": "We study how command lines are tested. Our method runs them and reads what they say, as people would do it.",
    "c": "We present a benchmark of benchmarks that holds dumps of many layouts and asks programs to read all of them.",
}
SECRETS = {"PAPERSHELF_SMTP_HOST": "mail.example", "PAPERSHELF_SMTP_USER": "u", "PAPERSHELF_SMTP_PASSWORD": "secret"}


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project of three dumps with a paper each, a theme and a watch; what would be sent is kept."""
    (tmp_path / "dumps").mkdir()
    for name, title in TITLES.items():
        (tmp_path / "dumps" / f"{name}.txt").write_text(f"Subscribe\n\n{title}\n\n{ABSTRACTS[name]}\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Shelf\nsite_url: https://x.example/\n", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "watches.yml").write_text("watches:\n  - {name: On kites, query: kites}\n", "utf-8")
    (tmp_path / "themes.yml").write_text(
        "themes:\n  - name: Testing\n    slug: testing\n    scope: Testing command lines.\n    terms: [command line]\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(digesting, "send", lambda mail, server: sent.append((mail, server)))
    for name in ("HOST", "PORT", "USER", "PASSWORD"):
        monkeypatch.delenv(f"PAPERSHELF_SMTP_{name}", raising=False)
    sent.clear()
    return tmp_path


sent: list[tuple[object, object]] = []


def digest(*arguments: str, **environment: str):
    return CliRunner().invoke(main, ["digest", *arguments], prog_name="papershelf", env=environment)


def told(path: Path) -> set[str]:
    """Which of the papers a message tells of."""
    text = email.message_from_bytes(path.read_bytes(), policy=email.policy.default).get_body(("plain",)).get_content()
    return {name for name, title in TITLES.items() if f"* {title}" in text}


@pytest.mark.parametrize(("since", "papers"), [
    ((), "c"), (("--since",), "c"), (("--since", "previous"), "c"), (("--since", "b"), "c"),
    (("--since", "a.txt"), "bc"), (("--since", "dumps/a.txt"), "bc"), (("--since", "c"), ""),
])  # fmt: skip
def test_it_tells_of_what_came_after_a_dump_by_default_of_the_newest_one(root, since, papers):
    done = digest(*since)
    assert done.exit_code == 0, done.output
    assert told(root / "digest.eml") == set(papers)


def test_of_the_only_dump_everything_is_new(root):
    (root / "dumps" / "b.txt").unlink()
    (root / "dumps" / "c.txt").unlink()
    assert digest().exit_code == 0
    assert told(root / "digest.eml") == {"a"}


def test_it_names_the_dumps_that_brought_something_and_no_others(root):
    (root / "dumps" / "d.txt").write_text("words of no layout\n", "utf-8")
    assert digest("--since", "a.txt").exit_code == 0
    said = email.message_from_bytes((root / "digest.eml").read_bytes(), policy=email.policy.default)
    assert "New in b, c." in said.get_body(("plain",)).get_content()


def test_it_can_be_narrowed_to_a_watch_or_a_theme(root):
    assert digest("--since", "a.txt", "--watch", "on-kites", "--out", "w.eml").exit_code == 0
    assert told(root / "w.eml") == set()
    assert digest("--since=", "--watch", "on-kites", "--out", "w.eml").exit_code == 0
    assert told(root / "w.eml") == {"a"}
    assert digest("--since", "a", "--theme", "testing", "--out", "t.eml").exit_code == 0
    assert told(root / "t.eml") <= {"b", "c"}
    assert not (root / "digest.eml").exists()


def test_it_goes_to_standard_output_alone_and_addresses_stand_in_it(root):
    done = digest("--out", "-", "--to", "me@example.org", "--from", "shelf@example.org")
    mail = email.message_from_bytes(done.stdout_bytes, policy=email.policy.default)
    assert (mail["To"], mail["From"], mail["Subject"]) == ("me@example.org", "shelf@example.org", "Shelf: 1 new paper")
    assert "https://x.example/papers/a-benchmark-of-benchmarks/" in mail.get_body(("html",)).get_content()
    assert not (root / "digest.eml").exists()


def test_a_draft_is_to_nobody(root):
    digest()
    assert email.message_from_bytes((root / "digest.eml").read_bytes())["To"] is None


@pytest.mark.parametrize(("arguments", "says"), [
    (("--since", "z"), "there is no dump z"),
    (("--theme", "z"), "there is no theme z"),
    (("--watch", "z"), "there is no watch z; in watches.yml there are on-kites"),
    (("--to", "nobody"), "no e-mail address"),
    (("--send",), "--send needs --to and --from"),
    (("--send", "--to", "a@example.org", "--from", "b@example.org"), "PAPERSHELF_SMTP_HOST"),
])  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_written_or_sent(root, arguments, says):
    done = digest(*arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert not sent
    assert not (root / "digest.eml").exists()


SEND = ("--send", "--to", "a@example.org", "--from", "b@example.org")


def test_it_is_sent_to_the_server_of_the_environment(root):
    done = digest(*SEND, **SECRETS)
    assert done.exit_code == 0, done.output
    ((mail, server),) = sent
    assert (server.host, server.user, server.password) == ("mail.example", "u", "secret")
    assert mail["Subject"] == "Shelf: 1 new paper"
    assert "secret" not in done.output
    assert not (root / "digest.eml").exists()


def test_nothing_new_is_not_sent(root):
    done = digest("--since", "c", *SEND, **SECRETS)
    assert done.exit_code == 0
    assert "nothing was sent" in done.output
    assert not sent


def test_a_server_that_refuses_is_a_sentence_and_exit_status_1(root, monkeypatch):
    def refuse(_mail, _server):
        raise PapershelfError("mail.example:587 refuses: 550 go away")

    monkeypatch.setattr(digesting, "send", refuse)
    done = digest(*SEND, **SECRETS)
    assert done.exit_code == 1
    assert "refuses: 550 go away; nothing was sent" in done.output
    assert "Traceback" not in done.output


def test_check_names_the_line_of_a_watch_and_of_the_lock_that_is_wrong(root):
    (root / "watches.yml").write_text("watches:\n  - {name: x, query: y}\n  - {name: z, themes: [nope]}\n", "utf-8")
    (root / "enrichment.lock.jsonl").write_text("\nbroken\n", "utf-8")
    done = CliRunner().invoke(main, ["check"], prog_name="papershelf")
    assert done.exit_code == 1
    assert "watches.yml:3: error PS503" in done.output
    assert "enrichment.lock.jsonl:2: error PS601" in done.output


# --- the workflow ---


@pytest.fixture(scope="module")
def workflow() -> dict:
    return yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))


def test_what_a_build_reads_starts_the_workflow(workflow):
    assert {"dumps/**", "themes.yml", "watches.yml", "enrichment.lock.jsonl"} <= set(workflow[True]["push"]["paths"])


def test_secrets_reach_the_last_step_of_the_digest_alone_and_by_the_environment(workflow):
    text = (ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8")
    steps = workflow["jobs"]["digest"]["steps"]
    assert text.count("secrets.") == str(steps[-1]["env"]).count("secrets.") > 0
    assert "secrets." not in str([step.get("if") for step in steps]) + str([step.get("run") for step in steps])
    assert '[ -z "$PAPERSHELF_SMTP_HOST" ]' in steps[-1]["run"]


def test_every_action_is_pinned_to_a_commit(workflow):
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", each) for each in used)


def test_the_commands_of_the_workflow_are_ones_that_there_are(workflow):
    for step in workflow["jobs"]["digest"]["steps"]:
        for line in re.findall(r"papershelf digest (.*)", step.get("run", "")):
            options = {option for parameter in digesting.digest.params for option in parameter.opts}
            assert set(re.findall(r"--\w+", line)) <= options
