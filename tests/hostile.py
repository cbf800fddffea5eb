"""A dump whose texts try everything that could become markup, script or a link."""

HOSTILE: tuple[tuple[str, str], ...] = (
    ("<script>document.title='owned'</script> in Titles of Papers", "script"),
    ("<img src=x onerror=\"document.title='owned'\"> as a Title of a Paper", "image"),
    ("Click [here](javascript:document.title='owned') for a Paper on *Emphasis* and _Underscores_", "markdown"),
    ("{{ config.site_name }} and {% raw %} in the Title of a Paper about Templates", "jinja"),
    ("A Paper: with 'quotes' \"double\" # hash [brackets] `ticks` | pipes & ampersands; --- ... %YAML", "front matter"),
    ("</title></head><body onload=alert(1)> a Paper that Closes what it did not Open", "closing"),
    ("{: onclick=alert(1) } ![x](data:text/html,x) :smile: [^1] --8<-- on Extensions of Markdown", "extensions"),
    ("&lt;b&gt;bold&lt;/b&gt; Entities &#60;i&#62; in the Title of a Paper", "entities"),
)

BODY = (
    "This abstract about reward hacking repeats the trick called {kind}: {title} "
    "It names javascript:alert(1) and <a href='javascript:alert(1)'>a link</a> and https://huggingface.host/evil too, "
    "[a link](https://example.org/x) and ![an image](https://example.org/x.png), $\\href{{javascript:alert(1)}}{{x}}$, "
    "\\(\\text{{<script>alert(1)</script>}}\\), {{{{ 7*7 }}}}, {{% include 'x' %}} and ends as an abstract does."
)


def hostile_dump() -> str:
    """Return a dump in the spaced layout."""
    blocks = ["Subscribe", "Daily Papers"]
    for title, kind in HOSTILE:
        blocks += [title, BODY.format(kind=kind, title=title)]
    return "\n\n".join(blocks) + "\n"


NASTY: tuple[str, ...] = (
    "A & B < C ]]> D",
    "{unbalanced } braces { everywhere",
    "costs $5 and 100% of #1_thing ~ ^ \\ end",
    "\u202eturned around\u202c \u2066x of Titles",
    "NUL \x00 and \x1b escape \udc80 and \ufffe of Titles",
    "@misc{evil, title = {gone}}",
    "two\nlines\r\nER  - \nTY  - EVIL",
    'quotes " and \u2028 separators \u2029 and </script><!-- comments',
    '--8<-- "mkdocs.yml" {% raw %} {: onclick=alert(1) }',
)
"""Titles that try to end a string, an element, a field or a record; raw, though no reader would let some pass."""
