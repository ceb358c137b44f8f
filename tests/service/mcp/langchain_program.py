"""An agent's side of it: langchain-mcp-adapters makes tools of the server; arguments are the address and a key."""

import asyncio
import json
import sys
from importlib.metadata import version

from langchain_mcp_adapters.client import MultiServerMCPClient

address, key = sys.argv[1:]
JUMITA = "jumita-junge-muetter-in-teilzeit"


async def main() -> None:
    headers = {"Authorization": f"Bearer {key}"}
    server = {"transport": "streamable_http", "url": f"{address}/mcp", "headers": headers}
    tools = {tool.name: tool for tool in await MultiServerMCPClient({"lotse": server}).get_tools()}
    assert sorted(tools) == ["answer_question", "list_facets", "read_measure", "search_measures"]
    assert tools["search_measures"].args["filters"]["properties"]["where"]["type"] == "array"
    wanted = {"question": "Was gibt es für Alleinerziehende?", "filters": {"where": ["places>=10"]}, "limit": 3}
    found = str(await tools["search_measures"].ainvoke(wanted))
    assert JUMITA in found
    said = [
        {"role": "user", "content": "measures for single parents with childcare issues"},
        {"role": "assistant", "content": "...", "measures": [JUMITA]},
        {"role": "user", "content": "what does it cost?"},
    ]
    answer = json.dumps(await tools["answer_question"].ainvoke({"messages": said}), ensure_ascii=False)
    assert "117.335,04 €" in answer
    assert "87158-87207" in answer
    print("understood", version("mcp"))


asyncio.run(main())
