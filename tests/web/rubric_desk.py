"""What the tests of the rubric editor share: the draft's form as a browser sends it, and what is stored.

In:  a site, a client, pages.   Out: fields, the rubrics of the event.
"""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient
from sites import Site
from werkzeug.test import TestResponse

from judging import queries
from judging.queries import ShelvedRubric

HOME = "/panitia/pengaturan/rubrik"
KUBE = f"{HOME}/kube"
K4 = "aspects[0].indicators[3]"
CONTROL = re.compile(r"<input ([^>]*)>|<textarea ([^>]*)>(.*?)</textarea>|<select ([^>]*)>(.*?)</select>", re.DOTALL)


def fields(answer: TestResponse) -> dict[str, str]:
    """The draft's form as a browser would send it, without a button."""
    form = answer.get_data(as_text=True).split('class="rubric-form"')[1].split("</form>")[0]
    found = {}
    for entry, area, text, select, options in CONTROL.findall(form):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', entry)
        name = re.search(r'name="([^"]+)"', entry or area or select)
        found[html.unescape(name[1])] = html.unescape(text or (chosen[1] if chosen else ""))
    return found


def shelf(site: Site) -> dict[str, ShelvedRubric]:
    with site.database.reading() as session:
        return {rubric.name: rubric for rubric in queries.rubric_shelf(session, 1)}


def press(client: FlaskClient, do: str = "save", **changes: str) -> TestResponse:
    """Change some fields and press a button; "__" in a name stands for the place of K4."""
    typed = fields(client.get(KUBE)) | {name.replace("K4__", f"{K4}."): text for name, text in changes.items()}
    return client.post(KUBE, data=typed | {"do": do})
