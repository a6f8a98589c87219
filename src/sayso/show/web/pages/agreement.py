"""How far coders agree."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sayso.show.web.coders import AnEditor
from sayso.show.web.rendering import TheDesk, page

router = APIRouter()


@router.get("/review/agreement")
def agreement(request: Request, desk: TheDesk, _editor: AnEditor) -> HTMLResponse:
    """Krippendorff's alpha of each field, agreement on words and claimants, and where coders differ.

    Only an editor may see it: who codes blind must not know what the others say.
    """
    return page(request, "agreement.html", found=desk.agreement())
