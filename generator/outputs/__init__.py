"""What programs read: each module here is a pure function from the Library to files.

A file is a pair of its path, relative to the site and with forward slashes, and its bytes. Nothing here writes files.
"""
