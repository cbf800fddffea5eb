"""How alike papers are, lexically: words and phrases, their weights, the products of the weights.

``words`` turns a text into tokens, ``terms`` the texts of a library into countable terms that read like real phrases,
``vectors`` the counts into weighted vectors. ``generator.related`` and ``generator.themes`` build on the vectors.
No model is downloaded, no network is asked, no word list knows this corpus.
"""
