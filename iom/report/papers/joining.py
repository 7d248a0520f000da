"""PDF files joined to one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from iom.report.extra import papers_extra


def joined(parts: Sequence[bytes], title: str, moment: datetime) -> bytes:
    """One PDF with the pages of all parts; the same call gives the same bytes.

    Raises:
        MissingExtraError: pypdf is not installed.
    """
    with papers_extra():
        import pypdf
    writer = pypdf.PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part), import_outline=False)
    writer.metadata = {"/Title": title, "/CreationDate": f"D:{moment:%Y%m%d%H%M%S}Z"}
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
