"""Same dumps in, same bytes out: whatever the hash seed, the day, the time zone and the folder."""

import hashlib
from pathlib import Path

from tests.building import copy_project, mkdocs_build


def fingerprint(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(project, tmp_path):
    """SOURCE_DATE_EPOCH is what MkDocs takes for today, wherever it writes a day."""
    sites = []
    for name, seed, zone, day in (("a", "1", "UTC", "1700000000"), ("another folder", "2", "Asia/Tokyo", "1800000000")):
        copy = copy_project(project.root, tmp_path / name)
        site = mkdocs_build(
            copy, PYTHONHASHSEED=seed, TZ=zone, SOURCE_DATE_EPOCH=day, SITE_URL="https://papers.example.org/shelf/"
        )
        sites.append(fingerprint(site))
    first, second = sites
    assert {"sitemap.xml", "sitemap-1.xml.gz", "robots.txt", "card.png"} <= set(first)
    assert {path for path in first | second if first.get(path) != second.get(path)} == set()
