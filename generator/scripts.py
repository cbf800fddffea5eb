"""Scripts that are written without spaces, for everything that has to know what a word is.

The search has ranges of its own: its index cuts rarer characters too, and the browser has to cut them alike.
"""

UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Kana, Chinese characters and Hangul, as the inside of a character class."""
