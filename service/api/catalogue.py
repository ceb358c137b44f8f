"""Administration of `catalogue.toml`, which says how the documents of the folder for uploads are read."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from corpus.check import check_corpus
from corpus.collection import Corpus, CorpusError
from corpus.settings import CATALOGUE
from service.admin.catalogue import SettingsRefused, save_settings, settings_text
from service.admin.proposal import proposed_settings
from service.admin.reasons import reason_text
from service.api.acts import Acting, Configured, Own, Told, administrator, without_folder
from service.api.admin_schemas import CatalogueResponse
from service.api.dependencies import problems

catalogue = APIRouter(prefix="/api/admin/catalogue", tags=["admin"], dependencies=[Depends(administrator)])


@catalogue.get("", operation_id="catalogue", responses=problems(401, 404, 409))
def shown_catalogue(library: Own, settings: Configured, told: Told) -> CatalogueResponse:
    """Return the folder's `catalogue.toml`, and a proposal for one, as `lotse check --propose` writes it."""
    text = None
    try:
        text = settings_text(library)
        check = check_corpus(Corpus.from_folder(library.folder))
    except (CorpusError, SettingsRefused) as error:
        said = without_folder(str(error).replace(f"{library.folder / CATALOGUE}: ", ""), settings)
        return CatalogueResponse(text=text, proposal=None, problem=reason_text(said, told))
    return CatalogueResponse(text=text, proposal=proposed_settings(check, told), problem=None)


@catalogue.put(
    "",
    operation_id="save_catalogue",
    status_code=204,
    responses=problems(401, 404, 409, 413, 422, 507),
    openapi_extra={"requestBody": {"content": {"application/toml": {"schema": {"type": "string"}}}, "required": True}},
)
async def replaced_catalogue(request: Request, library: Own, act: Acting) -> Response:
    """Replace the folder's `catalogue.toml` by the request body; the next rebuild reads the documents as it says.

    It is refused, with line or field, unless it can be used. The former one is moved to the hidden folder `.removed`.
    """
    content = await request.body()
    with act("save catalogue", CATALOGUE):
        await run_in_threadpool(save_settings, library, content)
    return Response(status_code=204)
