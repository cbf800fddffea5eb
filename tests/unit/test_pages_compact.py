"""The pages of a compact library: each paper with all that is known of it, written with less, and nothing broken.

The golden pages are renewed with ``PAPERSHELF_GOLDEN=write``, as in ``test_pages.py``.
"""

import html
import os
import posixpath
import re
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.model import Library, Related
from generator.outputs import citations
from generator.pages import Page, plan, render
from generator.pages.authors import COMPACT_LEAST, COMPACT_LISTED, LEAST, authors
from generator.pages.catalogue import COMPACT_RELATED, Catalogue
from generator.site import accelerator
from generator.site.accelerator import proof
from generator.site.accelerator.shell import Shell
from tests import described
from tests.pages import Elements, html_of

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
ADDRESS = "https://a.example/b/"


@pytest.fixture(scope="module")
def library() -> Library:
    """Papers of which much is known, and some of it forged; each is near to five others."""
    made = described.library()
    slugs = [paper.slug for paper in made.papers]
    near = [tuple(Related(slug=slug, score=0.5, shared=("x",)) for slug in slugs if slug != own)[:5] for own in slugs]
    return replace(made, related=tuple(near))


@pytest.fixture(scope="module")
def small(library: Library) -> dict[str, Page]:
    return {page.path: page for page in plan(library, compact=True)}


@pytest.fixture(scope="module")
def full(library: Library) -> dict[str, Page]:
    return {page.path: page for page in plan(library)}


@pytest.mark.parametrize("path", ["papers/known.md", "papers/unknown.md", "papers/index.md"])
def test_golden_pages(path, small):
    golden, text = GOLDEN / f"compact--{path.replace('/', '--')}", render(small[path])
    if os.environ.get("PAPERSHELF_GOLDEN") == "write":
        golden.write_text(text, "utf-8", newline="\n")
    assert text == golden.read_text("utf-8")


def test_a_page_has_all_that_is_known_of_its_paper(library, small):
    text = Elements(html_of(render(small["papers/known.md"]))).text
    links = {value for _, attributes in Elements(html_of(render(small["papers/known.md"]))).tags
             if (value := attributes.get("href"))}  # fmt: skip
    paper = library.papers[0]
    for known in ("Regret", paper.abstract, "Ludwig van Beethoven", "Lovelace, Ada", "2024", "arXiv", "10.1234/x_y",
                  "Bandits & <b>Arms</b>", "@misc{known,", "line 4"):  # fmt: skip
        assert known in text
    assert links >= {"../../themes/bandits/", "../../dumps/march/", "../../dumps/june/", "https://doi.org/10.1234/x_y"}
    assert {f"../{near.slug}/" for near in library.related[0][:COMPACT_RELATED]} <= links


def test_the_search_elsewhere_is_offered_only_where_nothing_leads_to_the_paper(small):
    assert "ps-elsewhere" not in render(small["papers/known.md"])
    alone = next(path for path in small if path.startswith("papers/hostile-"))
    assert render(small[alone]).count("https://scholar.google.com/scholar?q=") == 1


def test_every_page_is_there_but_those_of_authors_with_few_papers(small, full):
    assert [path for path in full if path not in small and not path.startswith("authors/")] == []
    assert set(small) <= set(full)


def test_every_page_has_fewer_bytes(small, full):
    listed = [path for path in small if path.startswith(("papers/", "dumps/", "themes/bandits"))]
    longer = [path for path in listed if len(render(small[path])) > len(render(full[path]))]
    assert longer == []
    papers = [path for path in listed if full[path].template == "paper"]
    assert sum(len(render(small[path])) for path in papers) < 0.75 * sum(len(render(full[path])) for path in papers)


def test_nothing_becomes_markup_that_is_none_in_full(small, full):
    for path, page in small.items():
        there = {tag for tag, _ in Elements(html_of(render(full[path]))).tags}
        assert {tag for tag, _ in Elements(html_of(render(page))).tags} <= there | {"a", "p", "small"}, path


def test_every_link_inside_leads_to_a_page_or_a_file(library, small):
    known = {page.url for page in small.values()} | {"about/"}
    files = {path for path, _ in citations.files(library, compact=True)}
    asked = set()
    for page in small.values():
        for tag, attributes in Elements(html_of(render(page))).tags:
            href = attributes.get("href") or ""
            if tag == "a" and not href.startswith("https://"):
                path = re.split("[?#]", href)[0]
                target = posixpath.normpath(posixpath.join(f"/{page.url}", path)).lstrip("/")
                assert (f"{target}/" if target else "") in known or target in files, (page.path, href)
                asked |= {target} & files
    assert asked == {"papers.bib.gz", "themes/bandits/papers.bib.gz"}


def test_lists_show_titles_without_the_first_lines_of_abstracts(library):
    everything = range(len(library.papers))
    assert all(entry.teaser for entry in Catalogue(library).entries(everything))
    assert not any(entry.teaser for entry in Catalogue(library, compact=True).entries(everything))


@pytest.mark.parametrize("count", [1, COMPACT_LISTED, LEAST, COMPACT_LEAST - 1, COMPACT_LEAST])
def test_an_author_has_a_page_and_a_place_in_the_list_with_enough_papers(library, count):
    papers = tuple(described.paper(f"p{n}", f"Paper {n}", "march", authors=("Only Her",)) for n in range(count))
    many = replace(library, papers=papers, related=((),) * count, placements=library.placements[:1] * count)
    (her,) = authors(enumerate(papers), compact=True).everybody
    assert bool(her.url) == (count >= COMPACT_LEAST)
    pages = {page.path: page for page in plan(many, compact=True)}
    assert ("Only Her" in html.unescape(render(pages["authors/index.md"]))) == (count >= COMPACT_LISTED)
    assert ("authors/only-her/index.md" in pages) == (count >= COMPACT_LEAST)


@pytest.mark.parametrize("repository", ["", "https://github.com/a/b", "https://gitlab.com/a/b"])
def test_the_head_says_once_what_programs_need_and_both_ways_agree(library, tmp_path, repository):
    config = load_config(
        str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"), site_url=ADDRESS, repo_url=repository
    )
    config.plugins._current_plugin = "tests"
    files = Files([])
    accelerator.add(plan(library, site_url=ADDRESS, compact=True), files, config)
    env, made = config.theme.get_env(), {}
    quick = [file.page for file in files if isinstance(file.page, accelerator.Quick)]
    shell = Shell(env, config, Navigation([], []))
    assert proof.given(quick, shell, files)
    for page in quick:
        made[page.url] = shell.filled(shell.outline(page), page).decode()
        plain = proof.slow(page, page.file, files, config)
        assert made[page.url] == proof.written(plain, shell), page.url
        page.begin()
    known, unknown = made["papers/known/"], made["papers/unknown/"]
    head = known.split("</head>")[0]
    assert f'<link rel="canonical" href="{ADDRESS}papers/known/">' in head
    assert (head.count('name="citation_'), head.count("og:"), known.count("ld+json")) == (9, 0, 0)
    assert 'name="description"' not in head
    assert 'rel="icon"' not in head
    assert unknown.count("ld+json") == 1  # without authors there are no citation_* fields
    wrong = known.split('class="ps-wrong"')[1:]
    assert len(wrong) == bool(repository)
    assert all(re.search(r'href="[^"]*[?]\S*title\]?=papers/known/"', one) for one in wrong)
