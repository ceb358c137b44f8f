// Where the page is. It stands in the fragment, which browsers send to no server: a question is never in a log.

const FILTERS = ["state", "part_time", "kind", "target_group", "topic", "legal", "organisation", "has_contact"];

/** What a fragment names: a view and what it shows. */
export function parse(fragment) {
  const parameters = new URLSearchParams(fragment.replace(/^#|#$/g, "")); // browsers leave a `#` of words to look for
  const one = (name) => parameters.get(name) ?? "";
  if (parameters.has("massnahme")) return { view: "measure", id: one("massnahme") };
  if (parameters.has("dokument")) return { view: "document", id: one("dokument"), start: whole(one("start")), end: whole(one("end")) };
  if (parameters.has("vergleich")) return { view: "comparison", ids: one("vergleich").split(",").filter(Boolean) };
  if (parameters.has("merkliste")) return { view: "collection" };
  const filters = {};
  for (const key of FILTERS) if (parameters.has(key)) filters[key] = parameters.getAll(key);
  return { view: "search", question: one("frage"), filters };
}

function whole(text) {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export const to = {
  measure: (id) => fragment({ massnahme: id }),
  passage: (document, start, end) => fragment({ dokument: document, start, end }),
  comparison: (ids) => fragment({ vergleich: ids.join(",") }),
  collection: () => "#merkliste",
  search: (question, filters = {}) => {
    const parameters = new URLSearchParams({ frage: question });
    for (const [key, values] of Object.entries(filters)) for (const value of values) parameters.append(key, value);
    return `#${parameters}`;
  },
};

function fragment(parameters) {
  return `#${new URLSearchParams(parameters)}`;
}
