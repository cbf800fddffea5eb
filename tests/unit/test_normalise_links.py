"""Addresses in texts: found, mended, typed, and refused or distrusted where they are not what they look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Place, Record
from generator.normalise import clean_abstract, normalise
from generator.normalise.addresses import refusal
from generator.normalise.hosts import suspicion
from generator.normalise.identity import leads_to
from generator.normalise.links import links_in


def record(abstract: str, title: str = "A title") -> Record:
    return Record(dump="d", place=Place("d.txt", 7), position=1, lines=2, title=title, abstract=abstract)


@pytest.mark.parametrize(
    ("raw", "clean", "url"),
    [
        ("at https://github.com/a/b{https://github.com/a/b}.", "at https://github.com/a/b.", "https://github.com/a/b"),
        ("at https://github.com/a/b{this https URL}.", "at https://github.com/a/b.", "https://github.com/a/b"),
        ("at https://github.com/a/b{blue{here}}.", "at https://github.com/a/b.", "https://github.com/a/b"),
        (
            "at https://github.com/a/b/}{https://github.com/a/b}.",
            "at https://github.com/a/b/.",
            "https://github.com/a/b/",
        ),
        ("at blue{https://github.com/a/b}.", "at https://github.com/a/b.", "https://github.com/a/b"),
        (r"research\url{https://github.com/a/b}.", "research https://github.com/a/b.", "https://github.com/a/b"),
        (
            r"at \href{https://github.com/a/b}{https://github.com/a/b}.",
            "at https://github.com/a/b.",
            "https://github.com/a/b",
        ),
        ("at https://github.com/a/b .", "at https://github.com/a/b.", "https://github.com/a/b"),
        ("at https: //github.com/a/b", "at https://github.com/a/b", "https://github.com/a/b"),
        (r"at https://hf.co/a/SDXL\_NCP\_v0.1", "at https://hf.co/a/SDXL_NCP_v0.1", "https://hf.co/a/SDXL_NCP_v0.1"),
        ("(see https://github.com/a/b).", "(see https://github.com/a/b).", "https://github.com/a/b"),
        (
            "see https://en.wikipedia.org/wiki/A_(b), so",
            "see https://en.wikipedia.org/wiki/A_(b), so",
            "https://en.wikipedia.org/wiki/A_(b)",
        ),
        (
            "at: github.com/a/edge-of-reach.",
            "at: https://github.com/a/edge-of-reach.",
            "https://github.com/a/edge-of-reach",
        ),
        (
            "at https://github.com/a/my-\nrepo for",
            "at https://github.com/a/my-repo for",
            "https://github.com/a/my-repo",
        ),
        (
            "at https://ita. github.io/reward-sds/.",
            "at https://ita.github.io/reward-sds/.",
            "https://ita.github.io/reward-sds/",
        ),
        ("is available at bop.felk.cvut.cz.", "is available at https://bop.felk.cvut.cz.", "https://bop.felk.cvut.cz"),
        ("website (a.mit.edu/b) is", "website (https://a.mit.edu/b) is", "https://a.mit.edu/b"),
        ("at htps://github.com/a/b", "at https://github.com/a/b", "https://github.com/a/b"),
        ("at http://https://a.org/b", "at http://a.org/b", "http://a.org/b"),
        ("on [here](https://x.io/a_(b)), so", "on https://x.io/a_(b), so", "https://x.io/a_(b)"),
        ("our [data set](https://x.io/a) is", "our data set (https://x.io/a) is", "https://x.io/a"),
        ("at http://x.org/~yzt/ and", "at http://x.org/~yzt/ and", "http://x.org/~yzt/"),
    ],
)
def test_an_address_is_mended_in_the_text_too(raw: str, clean: str, url: str) -> None:
    assert clean_abstract(raw) == clean
    assert [link.url for link in links_in(clean)] == [url]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our code and dataset are at https://github.com/a/b", "code"),
        ("The dataset is available at: https://github.com/a/b.", "data"),
        ("Code: https://gitlab.inria.fr/a/b", "code"),
        ("We release the dataset at https://huggingface.co/datasets/a/b", "data"),
        ("We release our model: https://huggingface.co/a/b", "model"),
        ("A demo: https://huggingface.co/spaces/a/b", "demo"),
        ("the datasets themselves (https://huggingface.co/collections/a/b)", "data"),
        ("Videos and code: https://sites.google.com/view/x", "project"),
        ("See https://x.github.io.", "project"),
        ("a website http://pretrain.nlpedia.ai/ including a survey", "project"),
        ("Data: https://zenodo.org/record/1", "data"),
        ("the full paper, https://arxiv.org/abs/2001.00001", "paper"),
        ("code at https://aka.ms/x", "code"),
    ],
)
def test_the_kind_comes_from_the_host_and_from_the_words(text: str, kind: str) -> None:
    assert [link.kind for link in links_in(text)] == [kind]


@pytest.mark.parametrize(
    "host",
    [
        "huggingface.host", "githab.com", "github.com.evil.io", "github-com.io", "git-hub.com",
        "gіthub.com", "gıthub.com",
        "xn--gthub-n4a.com", "arxiv.com", "huggingface.co.uk", "www.zenod0.org", "kaggIe.com",
    ],
)  # fmt: skip
def test_a_host_that_looks_like_a_known_one_is_distrusted(host: str) -> None:
    assert suspicion(host)


@pytest.mark.parametrize(
    "host",
    [
        "github.com", "gist.github.com", "a.github.io", "raw.githubusercontent.com", "gitlab.inria.fr", "gitlab.com",
        "hf.co", "huggingface.co", "arxiv.org", "ar5iv.labs.arxiv.org", "sites.google.com", "drive.google.com",
        "google.de",
        "nlpedia.ai",
        "git.uni-bonn.de", "github.ibm.com", "openreview.net", "alphaxiv.org", "www.kaggle.com", "physics-gen.org",
    ],
)  # fmt: skip
def test_a_host_that_is_itself_is_trusted(host: str) -> None:
    assert not suspicion(host)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://user@evil.com/x",
        "https://a:b@github.com/x",
        "https://",
        "http://localhost/x",
        "http://127.0.0.1/x",
        "ftp://a.org/x",
        "https://a.org:0/x",
        "https://a.org:x/",
    ],
)
def test_only_http_addresses_with_a_public_host_become_links(address: str) -> None:
    assert refusal(address)
    assert not [link for link in links_in(f"see {address} there") if link.url == address]


def test_a_look_alike_is_flagged_and_reported_with_its_place() -> None:
    paper, findings = normalise(record("Models at https://huggingface.host/a/b."))
    assert paper.flags == ("look-alike-link",)
    assert [(link.url, link.trusted) for link in paper.links] == [("https://huggingface.host/a/b", False)]
    assert [(f.code, f.place.file, f.place.line) for f in findings] == [("PS202", "d.txt", 7)]


def test_refused_repaired_and_invisible_are_reported_with_their_place() -> None:
    _, findings = normalise(record("A javascript:alert(1), a\u202eb, https: //github.com/a/b and $\\begin{x}$"))
    assert [f.code for f in findings] == ["PS107", "PS201", "PS203", "PS204"]
    assert {str(f.place) for f in findings} == {"d.txt:7"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "[a](javascript:alert(1)), and (javascript:alert(1)): so <a href='javascript:alert(1)'>",
            "javascript:alert(1)",
        ),
        ("$\\href{vbscript:run()}{x}$ and vbscript:run().", "vbscript:run()"),
        ("![x](data:text/html,hello)", "data:text/html,hello"),
    ],
)
def test_a_refused_address_is_told_once_without_what_stands_round_it(text: str, address: str) -> None:
    _, findings = normalise(record(text, title=f"On {text}"))
    refused = [(f.place, f.what.split(": only")[0]) for f in findings if f.code == "PS203"]
    assert refused == [(Place("d.txt", 7), address)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a <script>alert(1)", "<script>"),
        ("a <IMG src=x  onError = 'f()'>", "<IMG src=x  onError ="),
        ("a <svg/onload=f()>", "<svg/onload="),
        ("an <iframe src=x>", "<iframe"),
        ("a &lt;script&gt; in disguise", "<script>"),
        ("{{ config.site_name }}", "{{ config.site_name }}"),
        ("{% raw %}", "{% raw %}"),
    ],
)
def test_markup_in_a_text_is_reported_with_its_place(text: str, shown: str) -> None:
    for given_record in (record(text), record("We sort.", title=text)):
        _, findings = normalise(given_record)
        [found] = [found for found in findings if found.code == "PS205"]
        assert (found.place, found.severity) == (Place("d.txt", 7), "info")
        assert f"“{' '.join(shown.split())}" in found.what


@pytest.mark.parametrize(
    "text",
    [
        "we train with <think> and <img>, <b>bold</b> and a<b on c=d>e",
        r"$\mathbf{{x}}_{{ij}}$ and {x} and O(n^{{2}})",
        "the onset=5 of a script, an iframe and an object",
    ],
)
def test_tags_without_effect_and_tex_are_no_markup(text: str) -> None:
    assert "PS205" not in {found.code for found in normalise(record(text))[1]}


def test_an_untouched_record_has_no_findings_and_keeps_what_it_was_given() -> None:
    given_record = Record(
        dump="d", place=Place("d.txt", 3), position=2, lines=2, title="T {\\o}", abstract="See https://github.com/a/b.",
        authors=("J\\\"org K{\\\"a}fer",), year=2024, identifiers=(("arxiv", "2001.00001"),),
    )  # fmt: skip
    paper, findings = normalise(given_record)
    assert findings == ()
    assert (paper.title, paper.authors, paper.year, paper.identifiers) == (
        "T ø",
        ("Jörg Käfer",),
        2024,
        given_record.identifiers,
    )
    assert (paper.witnesses[0].title, paper.witnesses[0].position) == ("T {\\o}", 2)


def test_each_link_stands_once() -> None:
    text = "Code https://github.com/a/b and again https://github.com/A/b/ and https://github.com/a/c"
    assert [link.url for link in links_in(text)] == ["https://github.com/a/b", "https://github.com/a/c"]


@given(st.text(alphabet="https:/@.[]()%\\{}ab0-_#?&'\" \n\u0456", max_size=60))
def test_every_link_is_safe_and_stands_in_the_text(raw: str) -> None:
    clean = clean_abstract("https://" + raw)
    for link in links_in(clean):
        assert link.url in clean
        assert not refusal(link.url)
        assert not set(link.url) & set(' <>"\\\n{}')


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://arxiv.org/abs/math/0309136v2", "math.AG/0309136"),
        ("https://arxiv.org/abs/math.AG/0309136", "math/0309136"),
        ("https://arxiv.org/abs/cond-mat.mes-hall/0309136", "cond-mat/0309136v1"),
    ],
)
def test_an_old_arxiv_id_is_its_papers_with_its_subject_and_without(address: str, own: str) -> None:
    assert leads_to(address, [("arxiv", own)])
    assert not leads_to(address, [("arxiv", own.replace("136", "137"))])
