"""Write the report of a pull request as its one comment, or renew the one that is there: for the workflow `comment`.

    GH_TOKEN=… GITHUB_REPOSITORY=… RUN_ID=… RUN_URL=… HEAD_SHA=… HEAD_OWNER=… HEAD_BRANCH=… python3 tools/comment.py

It hands on what `papershelf comment` makes of the artifact `review` of the run, and says so where that is no report.
Whose comment it is comes from the host: the open pull requests of that branch whose newest commit is the one that the
run was about. It runs nothing of the pull request. Needs the host's command line `gh`; changes nothing else.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAPERSHELF = ROOT / ".venv/bin/papershelf"
MARK = "<!-- papershelf: report -->"
BOT = "github-actions[bot]"
NOTHING = """{mark}
### What this pull request changes

There is no report: the site could not be built, or what was built is no report of ours. [The run]({run}) says why.
"""


def gh(*arguments):
    """Run the host's command line; return what it prints, or stop with what it says."""
    done = subprocess.run(["gh", *arguments], check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit("comment: gh " + " ".join(arguments[:2]) + ": " + done.stderr.strip())
    return done.stdout


def values(text):
    """Return the items of all JSON lists in a text: `gh api --paginate` may print several, one behind the other."""
    found, at = [], 0
    while at < len(text.rstrip()):
        items, end = json.JSONDecoder().raw_decode(text, at)
        found += items
        at = end + len(text[end:]) - len(text[end:].lstrip())
    return found


def pull_requests(repository):
    """Return the numbers of the pull requests that the run was about, none when they moved on since."""
    head = os.environ["HEAD_OWNER"] + ":" + os.environ["HEAD_BRANCH"]
    given = ("-f", "state=open", "-f", "head=" + head, "-f", "per_page=100")
    found = values(gh("api", "--method", "GET", "repos/" + repository + "/pulls", *given))
    return [int(each["number"]) for each in found if each["head"]["sha"] == os.environ["HEAD_SHA"]]


def told(repository, folder):
    """Return the text of the comment."""
    run, url = os.environ["RUN_ID"], os.environ["RUN_URL"]
    taken = ["gh", "run", "download", run, "--repo", repository, "--name", "review", "--dir", str(folder)]
    if subprocess.run(taken, check=False).returncode == 0:
        command = [str(PAPERSHELF), "comment", str(folder / "review.json"), "--run", url]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout
        print(done.stderr, file=sys.stderr)
    return NOTHING.format(mark=MARK, run=url)


def write(repository, number, body):
    """Renew our comment of a pull request, or write it."""
    comments = "repos/" + repository + "/issues/" + str(number) + "/comments"
    ours = [
        each["id"]
        for each in values(gh("api", "--paginate", comments))
        if (each["user"] or {}).get("login") == BOT and each["body"].startswith(MARK)
    ]
    place = "repos/" + repository + "/issues/comments/" + str(ours[0]) if ours else comments
    gh("api", "--method", "PATCH" if ours else "POST", place, "-F", "body=@" + str(body))
    print("comment: " + ("renewed" if ours else "written") + " for pull request " + str(number))


def main():
    """Do it."""
    repository = os.environ["GITHUB_REPOSITORY"]
    numbers = pull_requests(repository)
    if not numbers:
        print("comment: no open pull request has this commit as its newest one: nothing to say")
        return
    with tempfile.TemporaryDirectory() as folder:
        body = pathlib.Path(folder) / "comment.md"
        body.write_text(told(repository, pathlib.Path(folder) / "review"), "utf-8")
        for number in numbers:
            write(repository, number, body)


if __name__ == "__main__":
    main()
