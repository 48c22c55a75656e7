#!/usr/bin/env bash
# WeasyPrint 70.0: the page's style sheet does not reach the charts in the page.
#
# Expected: an inline <svg> is a part of the document: a rule for .bar or .line, and a custom property, hold in it as in
#           browsers.
# Really:   only style sheets inside the <svg> itself and attributes count. Bars are black, and a line whose rule says
#           `fill: none` becomes a black area; var() in an attribute is black, too. There is no warning on standard error.
# A user meets: a monthly report that is right in the browser and whose PDF for the management shows black shapes.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with weasyprint==70.0 pypdfium2==5.13.0 pillow==12.3.0
run_python 60 <<'END'
import pypdfium2, weasyprint
from observed import observe

def colours(chart, style=""):
    """The colours of a page with this chart, from the commonest on."""
    page = f"<style>@page {{ size: 100px; margin: 0 }} body {{ margin: 0 }} {style}</style>"
    page += f"<svg width='100' height='100'>{chart}</svg>"
    image = pypdfium2.PdfDocument(weasyprint.HTML(string=page).write_pdf())[0].render(scale=2).to_pil().convert("RGB")
    return ["#%02x%02x%02x" % colour for count, colour in sorted(image.getcolors(99999), reverse=True) if count > 500]

rule, bar = ".bar { fill: #1f6feb }", "<rect class='bar' width='80' height='80'/>"
observe("an attribute", colours("<rect fill='#1f6feb' width='80' height='80'/>"), ["#1f6feb", "#ffffff"])
observe("a rule in the chart", colours(f"<style>{rule}</style>{bar}"), ["#1f6feb", "#ffffff"])
observe("a rule in the page", colours(bar, rule), ["#000000", "#ffffff"])
observe("a custom property", colours(
    "<rect fill='var(--bar)' width='80' height='80'/>", ":root { --bar: #1f6feb }"), ["#000000", "#ffffff"])
observe("a line, rule in the page", colours(
    "<path class='line' d='M0 0L95 5L95 95'/>", ".line { fill: none; stroke: #1f6feb; stroke-width: 4 }"),
        ["#ffffff", "#000000"])
END
