"""Print set-up: A4, as wide as the page, numbered."""

from __future__ import annotations

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["set_print"]

_A4 = 9


def set_print(sheet: Worksheet, titel: str, *, is_landscape: bool) -> None:
    """Fit a sheet to the width of A4; title and page number stand in the foot."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if is_landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(titel.replace("&", "&&")),
        right=_HeaderFooterPart("Seite &P von &N"),
    )
