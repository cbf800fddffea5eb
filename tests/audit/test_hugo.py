"""What builds are compared with is what the benchmarks say: as many papers' pages, of about the same size."""

import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks import hugo

pytestmark = pytest.mark.audit
PROGRAM = shutil.which("hugo")
ALIKE = 0.1
"""By what share the pages may be smaller or larger than ours."""


def papers_pages(site: Path) -> dict[str, str]:
    return dict(hugo.papers_pages(site))


@pytest.mark.skipif(PROGRAM is None, reason="Hugo is not installed: the benchmarks leave it out, too")
@pytest.mark.parametrize("write", [hugo.ready_made, hugo.filled_in])
def test_hugo_makes_the_same_papers_of_the_same_size(site, tmp_path, write):
    ours = papers_pages(site)
    folder = write(site, tmp_path / "hugo")
    subprocess.run([str(PROGRAM), "--quiet"], cwd=folder, check=True, timeout=120)
    theirs = papers_pages(folder / "public")
    assert theirs.keys() == ours.keys()
    assert sum(map(len, theirs.values())) == pytest.approx(sum(map(len, ours.values())), rel=ALIKE)


def test_the_template_says_what_a_page_of_ours_says(site, tmp_path):
    """Its shell is that of our pages, each field has its place, and no mark of the template is left."""
    folder = hugo.filled_in(site, tmp_path / "hugo")
    layout = (folder / "layouts/_default/single.html").read_text("utf-8")
    _, page = next(hugo.papers_pages(site))
    assert layout.endswith(page[page.rindex("</article>") + len("</article>") :] + "\n")
    assert "<!--" not in layout
    front = next((folder / "content/papers").glob("*.md")).read_text("utf-8")
    for field in ("title", "authors", "near", "themes", "links", "proofs", "dumps"):
        assert f'"{field}": ' in front
        assert f".{field}" in layout.lower()
