// Where the page is. It stands in the fragment, which browsers send to no server; a question stands there only in a link that was made for it.

const FACETS = ["state", "part_time", "kind", "target_group", "topic", "legal", "has_contact"];

/** What a fragment names: a view and what it shows.
 * @returns {{view: string, [key: string]: any}} */
export function parse(fragment) {
  const parameters = new URLSearchParams(fragment.replace(/^#|#$/g, "")); // browsers leave a `#` of words to look for
  const one = (name) => parameters.get(name) ?? "";
  if (parameters.has("massnahme")) return { view: "measure", id: one("massnahme") };
  if (parameters.has("dokument")) return { view: "document", id: one("dokument"), start: whole(one("start")), end: whole(one("end")) };
  if (parameters.has("vergleich")) return { view: "comparison", ids: one("vergleich").split(",").filter(Boolean) };
  if (parameters.has("merkliste")) return { view: "collection" };
  if (parameters.has("alle")) return { view: "all", values: chosen(parameters) };
  if (parameters.has("gespraech")) return { view: "thread", turn: whole(one("gespraech")) };
  if (parameters.has("frage")) return { view: "thread", question: one("frage"), values: chosen(parameters) };
  return { view: "start" };
}

function chosen(parameters) {
  return Object.fromEntries(FACETS.filter((key) => parameters.has(key)).map((key) => [key, parameters.getAll(key)]));
}

function whole(text) {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export const to = {
  measure: (id) => fragment({ massnahme: id }),
  passage: (document, start, end) => fragment({ dokument: document, start, end }),
  comparison: (ids) => fragment({ vergleich: ids.join(",") }),
  collection: () => "#merkliste",
  all: (values = {}) => narrowed("#alle", values),
  turn: (number) => fragment({ gespraech: number }),
  question: (question) => fragment({ frage: question }),
};

function narrowed(start, values) {
  const parameters = new URLSearchParams();
  for (const [key, each] of Object.entries(values)) for (const value of each) parameters.append(key, value);
  return parameters.size ? `${start}&${parameters}` : start;
}

function fragment(parameters) {
  return `#${new URLSearchParams(parameters)}`;
}
