"""Paper: frozen dataclasses in, PDF bytes out.

In:  text, dates and amounts already written out as they shall be read.
Out: PDF bytes, equal for equal input.
Knows nothing else of Juara: no database, no web, no tables of data.
"""
