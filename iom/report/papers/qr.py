"""The QR code of a sheet."""

from __future__ import annotations

import io

from iom.report.extra import papers_extra

_LIGHT_BORDER = 2  # modules; readers want four, the paper's own white gives the rest


def svg(text: str) -> str:
    """The QR code of ``text`` as an SVG picture. Raises `MissingExtraError`."""
    with papers_extra():
        import segno
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=_LIGHT_BORDER, xmldecl=False)
    return out.getvalue().decode("utf-8").strip()


def png(text: str) -> bytes:
    """The same as a PNG picture."""
    with papers_extra():
        import segno
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", border=_LIGHT_BORDER, scale=8)
    return out.getvalue()
