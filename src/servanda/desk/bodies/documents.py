"""The agenda and minutes as files and on pages: the same bytes for the same content.

The PDF is made from a page of our own with the fonts that the desk ships: nothing is fetched from
anywhere, and nothing in it comes from the clock.
"""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from servanda.desk.bodies.readable import wordings

Content = dict[str, Any]
OWN = "own:"  # the scheme under which the stylesheet names our static files
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)  # the first that a ZIP archive can hold


def pdf(content: Content, what: str = "", standing: str = "") -> bytes:
    """Return a content as a PDF that readers of the screen can use (PDF/UA-1).

    `what` is the kind of document that its heading names, `standing` how far it binds.
    """
    from weasyprint import HTML  # noqa: PLC0415 - it takes a second to load, and few need it
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    said = {**parts(content, what, standing), "lang": get_language() or "en"}
    page = render_to_string("bodies/document.html", said)
    document = HTML(string=page, base_url=None, url_fetcher=_fetcher())
    try:
        made: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=b"servanda",
            font_config=FontConfiguration(),
        )
    except FatalURLFetchingError as error:  # no Exception: it would end the process that serves
        raise RuntimeError(str(error)) from error
    return made


def _fetcher() -> Any:
    """Return what opens our own static files and refuses every other address."""
    from weasyprint.urls import (  # noqa: PLC0415 - as above
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class Ours(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - as inherited
            name = url.removeprefix(OWN)
            found = finders.find(name) if url.startswith(OWN) and ".." not in name else None
            if not isinstance(found, str):
                raise FatalURLFetchingError(
                    f"A document is made of our own files alone, and not of {url[:200]}."
                )
            media = "text/css" if name.endswith(".css") else "font/woff2"
            return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": media})

    return Ours()


def docx(content: Content, what: str = "", standing: str = "") -> bytes:
    """Return a content as a Word document, as for a PDF."""
    from docx import Document  # noqa: PLC0415 - as above

    document = Document()
    about = document.core_properties
    said = parts(content, what, standing)
    about.author, about.title = "Servanda", _written(said["heading"])[:255]
    about.created = about.modified = NO_DAY.replace(tzinfo=None)
    about.language = get_language() or "en"
    document.add_heading(_written(said["heading"]), level=0)
    for line in said["about"]:
        document.add_paragraph(_written(line))
    for section in said["sections"]:
        document.add_heading(section["title"], level=1)
        for item in section["entries"]:
            _write(document, item)
    return _same_bytes(document)


def _write(document: Any, item: Content) -> None:
    if item["title"]:
        document.add_heading(_written(item["title"]), level=2)
    for words in item["paragraphs"]:
        document.add_paragraph(_written(words))
    for words in item["points"]:
        document.add_paragraph(_written(words), style="List Bullet")


def _written(words: str) -> str:
    """Return words with a mark for each character that no XML file, and so no Word file, holds."""
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", words)


def _same_bytes(document: Any) -> bytes:
    """Write a Word document without the moment at which it was written."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(fixed, "w") as kept:
        for name in sorted(
            given.namelist(), key=lambda each: (each != "[Content_Types].xml", each)
        ):
            entry = zipfile.ZipInfo(name, date_time=NO_DAY.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, given.read(name))
    return fixed.getvalue()


def parts(content: Content, what: str = "", standing: str = "") -> dict[str, Any]:
    """Return a content as a heading, lines about the meeting, and sections of items."""
    number = gettext("Meeting %(number)s") % {"number": content["number"]}
    about = [standing] if standing else []
    about += [content["body"], number, _day(content["date"])]
    about += [content[name] for name in ("time", "place") if content.get(name)]
    sections = [
        _section(gettext("Present"), [_item("", points=_people(content))]),
        _section(gettext("Agenda"), [_point(each) for each in content.get("agenda", [])]),
        _section(gettext("Decisions"), [_decided(content.get("decisions", []))]),
        _section(
            gettext("Actions"),
            [_item("", points=[_action(each) for each in content.get("actions", [])])],
        ),
    ]
    return {
        "heading": f"{what}: {content['title']}" if what else content["title"],
        "about": about,
        "sections": [each for each in sections if any(map(_says, each["entries"]))],
    }


def _section(title: str, items: list[Content]) -> Content:
    return {"title": title, "entries": items}


def _item(
    title: str, paragraphs: list[str] | None = None, points: list[str] | None = None
) -> Content:
    return {"title": title, "paragraphs": paragraphs or [], "points": points or []}


def _says(item: Content) -> bool:
    return any(item.values())


def _people(content: Content) -> list[str]:
    found = content.get("attendance", [])
    return [
        ", ".join(filter(None, (each["name"], each.get("office"), each.get("party"))))
        for each in found
    ]


def _point(each: Content) -> Content:
    title = f"{each['number']}. {each['title']}"
    by = gettext("Presented by: %(party)s")
    who = [by % {"party": each["presenter"]}] if each.get("presenter") else []
    minutes = [part for part in each.get("minutes", "").split("\n") if part.strip()]
    decided = _decided(each.get("decisions", []))
    return _item(title, who + minutes, decided["points"])


def _decided(decisions: list[Content]) -> Content:
    points: list[str] = []
    for each in decisions:
        said = [part.words for part in wordings(each, "text")]
        points.append(
            gettext("Decision %(number)s: %(words)s")
            % {"number": each["number"], "words": " / ".join(said)}
        )
        points += [_action(action) for action in each.get("actions", [])]
    return _item("", points=points)


def _action(action: Content) -> str:
    who = ", ".join(filter(None, (action["party"], action.get("owner"))))
    said = {"what": action["text"], "who": who}
    if not action.get("due"):
        return gettext("Action: %(what)s (%(who)s)") % said
    due = _day(action["due"])
    return gettext("Action: %(what)s (%(who)s, due on %(due)s)") % {**said, "due": due}


def _day(written: str) -> str:
    return str(date_format(date.fromisoformat(written), "DATE_FORMAT"))
