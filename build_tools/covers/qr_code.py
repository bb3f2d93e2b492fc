"""Draw the QR code of an address (ISO/IEC 18004)."""

from __future__ import annotations

from dataclasses import dataclass

QUIET_ZONE = 4  # modules on each side, as the standard demands
MIN_WIDTH = 20.0  # mm, without the quiet zone
MIN_MODULE = 0.5  # mm: what the camera of an old telephone still reads from paper
MAX_LENGTH = 300  # of an address; a longer one would fill the page


@dataclass(frozen=True, slots=True, kw_only=True)
class QrCode:
    """Hold a QR code as SVG, and its width in millimetres with the quiet zone."""

    svg: str
    width: float


def draw_qr_code(address: str) -> QrCode | None:
    """Return the QR code of an address; None without one, or where it is too long for a book."""
    if not 0 < len(address) <= MAX_LENGTH:
        return None
    import segno

    code = segno.make_qr(address, error="m")
    modules = code.symbol_size(border=0)[0]
    module = max(MIN_WIDTH / modules, MIN_MODULE)
    svg = code.svg_inline(border=QUIET_ZONE, omitsize=True, dark="#000", light="#fff", svgclass=None)
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return QrCode(svg=svg, width=round(module * (modules + 2 * QUIET_ZONE), 2))
