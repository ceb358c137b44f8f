"""A program on a client that openapi-python-client made: arguments are the address of the service, and a key."""

import sys

from lotse_client import AuthenticatedClient
from lotse_client.api.chat import chat
from lotse_client.api.search import facets, measure, measures, search
from lotse_client.models import (
    ChatRequest,
    ChatResponse,
    FacetsResponse,
    FiltersModel,
    MeasureListResponse,
    MeasureRecordModel,
    MessageModel,
    MessageModelRole,
    ProblemResponse,
    SearchRequest,
    SearchResponse,
)

JUMITA = "jumita-junge-muetter-in-teilzeit"
address, key = sys.argv[1:]
client = AuthenticatedClient(address, token=key)

wanted = SearchRequest("Was gibt es für Alleinerziehende?", limit=3, filters=FiltersModel(where="places>=10"))
found = search.sync(client=client, body=wanted)
assert isinstance(found, SearchResponse), found
assert len(found.measures) == 3
assert found.conditions[0].filter_ == "places>=10"
assert found.measures[0].why[0].quote

one = measure.sync(JUMITA, client=client)
assert isinstance(one, MeasureRecordModel), one
assert one.figures.places == 16
budget = one.fields["budget"]
assert budget is not None
assert budget.text.startswith("117.335,04 €")
assert budget.spans == [[87158, 87207]]

said = [
    MessageModel(MessageModelRole.USER, "measures for single parents with childcare issues"),
    MessageModel(MessageModelRole.ASSISTANT, "...", measures=[JUMITA]),
    MessageModel(MessageModelRole.USER, "what does it cost?"),
]
answer = chat.sync(client=client, body=ChatRequest(said))
assert isinstance(answer, ChatResponse), answer
assert answer.answer.startswith("»117.335,04 €")
assert (answer.citations[0].passage.start, answer.citations[0].passage.end) == (87158, 87207)

listed = measures.sync(client=client, state=["Bayern"], limit=2)
assert isinstance(listed, MeasureListResponse), listed
assert (listed.total, len(listed.measures)) == (4, 2)
counted = facets.sync(client=client)
assert isinstance(counted, FacetsResponse), counted
assert counted.facets["state"]["Bayern"] == 4

unknown = measure.sync("nix", client=client)
assert isinstance(unknown, ProblemResponse), unknown
assert (unknown.status, unknown.type_) == (404, "urn:massnahmenlotse:problem:unknown-measure")
invalid = search.sync(client=client, body=SearchRequest("x", limit=1_000))
assert isinstance(invalid, ProblemResponse), invalid
assert invalid.errors[0].field == "limit"
stranger = facets.sync(client=AuthenticatedClient(address, token="wrong"))
assert isinstance(stranger, ProblemResponse), stranger
assert stranger.status == 401
print("understood")
