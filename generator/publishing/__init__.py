"""What is looked at between a built site and its readers: links, addresses that may not die, the report of a change.

    built site -> links.broken          every link inside of it leads somewhere
    published API, built site -> published.lost   no address that was published vanishes
    two sites -> review.Review (JSON) -> comment  what a pull request would change, told as Markdown

It reads files and says what is wrong with them. It refuses to mend, to deploy and to talk to a code host: workflows do
that, with what these commands print.
"""
