"""Pictures in a DOCX document: the crest and the QR codes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from iom.report.papers.dress import FOLDER, BrokenDressError, Dress

if TYPE_CHECKING:
    from docx.document import Document

_SVG = b'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("crest.svg", height: 30mm)'


def picture(document: Document, content: bytes, height: float, number: int, told: str = "") -> str:
    """A run with the picture, ``height`` millimetres high; ``told`` is read out in its place.

    ``number`` is its own in the document: Word calls a file with the same one twice damaged.
    """
    from docx.oxml.xmlchemy import serialize_for_reading
    from docx.shared import Mm

    inline = document.part.new_pic_inline(io.BytesIO(content), height=Mm(height))
    inline.docPr.set("id", str(number))
    inline.docPr.set("descr", told)
    return f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r>"


def crest_of(document: Document, dress: Dress) -> bytes | None:
    """The crest as a picture that Word shows.

    Raises:
        BrokenDressError: it is none.
    """
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError

    if dress.crest is None:
        return None
    content = dress.files[dress.crest]
    try:
        content = _as_png(content) if dress.crest.endswith(".svg") else content
        document.part.new_pic_inline(io.BytesIO(content))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise BrokenDressError(path=f"{FOLDER}/{dress.crest}", reason=reason) from None
    return content


def _as_png(drawing: bytes) -> bytes:
    from iom.report.papers.compiling import compiled

    return compiled({"main.typ": _SVG, "crest.svg": drawing}, "png")
