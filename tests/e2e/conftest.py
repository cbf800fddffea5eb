"""What tests of the built site in a browser begin with; some have an address or a way to visit of their own."""

from collections.abc import Iterator

import pytest

from tests.visiting import visits


@pytest.fixture(scope="module")
def base(site, serve) -> str:
    return serve(site)


@pytest.fixture
def visit(browser, base) -> Iterator:
    with visits(browser, base) as open_page:
        yield open_page
