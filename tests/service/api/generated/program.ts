// A program on types that openapi-typescript made: arguments are the address of the service, and a key.
import createClient from "openapi-fetch";
import type { components, paths } from "./lotse.js";

function is<T>(found: T, expected: T): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
}

declare const process: { argv: string[] };

const JUMITA = "jumita-junge-muetter-in-teilzeit";
const [address, key] = process.argv.slice(2) as [string, string];
const client = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });

const found = await client.POST("/api/search", {
  body: { question: "Was gibt es für Alleinerziehende?", limit: 3, filters: { where: "places>=10" } },
});
is(found.data?.measures.length, 3);
is(found.data?.conditions[0]?.filter, "places>=10");

const one = await client.GET("/api/measures/{id}", { params: { path: { id: JUMITA } } });
const budget = one.data?.fields["budget"];
is(budget?.spans, [[87158, 87207]]);
is(one.data?.figures.places, 16);

const messages: components["schemas"]["MessageModel"][] = [
  { role: "user", content: "measures for single parents with childcare issues" },
  { role: "assistant", content: "...", measures: [JUMITA] },
  { role: "user", content: "what does it cost?" },
];
const answer = await client.POST("/api/chat", { body: { messages } });
if (typeof answer.data !== "object") throw new Error("not JSON, which it is unless `stream` is set");
is(answer.data.answer.slice(0, 13), "»117.335,04 €");
is(answer.data.citations[0]?.passage.start, 87158);

const listed = await client.GET("/api/measures", { params: { query: { state: ["Bayern"], limit: 2 } } });
is(listed.data?.total, 4);

const unknown = await client.GET("/api/measures/{id}", { params: { path: { id: "nix" } } });
is(unknown.error?.status, 404);
is(unknown.error?.type, "urn:massnahmenlotse:problem:unknown-measure");
const invalid = await client.POST("/api/search", { body: { question: "x", limit: 1000 } });
is(invalid.error?.errors?.[0]?.field, "limit");
const stranger = await createClient<paths>({ baseUrl: address, headers: { Authorization: "Bearer wrong" } }).GET("/api/facets");
is(stranger.error?.status, 401);
console.log("understood");
