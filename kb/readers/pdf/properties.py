"""What a PDF says of itself, where that is worth more than what its first page says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kb.readers.lines import has_han, squeeze
from kb.readers.metadata import own_name, own_title
from kb.regex import regex

_ORGANISATION = regex(
    r"[\u3400-\u9fff](?:院|所|公司|中心|协会|学会|联盟|集团|大学|学院|部|局|委|会|社|银行|证券|智库|研究)$"
    r"|\b(?:Inc|Ltd|LLC|GmbH|Corp|Corporation|Company|Institute|University|Association|Group|Agency"
    r"|Research|Consulting|Bank|Council|Commission|Foundation|Organi[sz]ation)\b",
)
_FILE_NAME = regex(r".*\.(?:pdf|indd|rtf|txt|ai|cdr|qxd|tex|html?)\W*$", re.IGNORECASE)
_DATE = regex(r"(?:D:)?((?:19|20)\d\d)(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Properties:
    """As in ``Parsed``; empty where they are missing or no use."""

    title: str
    publisher: str
    author: str
    saved: str


def properties_of(pdf: Any) -> Properties:
    """Title, publisher, author and date of a pdfium document."""
    values = pdf.get_metadata_dict()
    title = own_title(squeeze(values.get("Title", "")))
    author = own_name(squeeze(values.get("Author", "")))
    is_house = _ORGANISATION.search(author) is not None
    return Properties(
        title=title if _is_title(title) else "",
        publisher=author if is_house else "",
        author="" if is_house else author,
        saved=_date(values.get("CreationDate", "")),
    )


def _is_title(text: str) -> bool:
    words = len(text) if has_han(text) else len(text) // 3
    return words >= 4 and _FILE_NAME.match(text) is None


def _date(text: str) -> str:
    match = _DATE.match(text)
    return "-".join(part for part in match.groups() if part) if match else ""
