"""Paper: frozen dataclasses in, PDF bytes out. Knows nothing else of Juara: no database, no web, no tables of data."""
