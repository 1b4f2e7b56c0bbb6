"""What start.py stands on: standard library only, so that it runs before anything is installed.

In:  the Python that ran start.py.
Out: nothing; importing this package ends the program politely when that Python is too old.
Does not know the app. Kept in old syntax, because an old Python must be able to read it.
"""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "Juara memerlukan Python {}.{} atau lebih baru; yang ini Python {}.{}.\n"
        "Pasang Python terbaru dari python.org atau pengelola paket sistem, lalu jalankan lagi.".format(
            *OLDEST, *sys.version_info[:2]
        )
    )
