// The texts of the page: the catalogue of each language, which the service hands out as messages.js.

import { Texts } from "../shared/texts.js";
import { MESSAGES } from "./messages.js";

/** The languages that there are texts in, the default first. */
export const LANGUAGES = Object.keys(MESSAGES);

const known = new Map();

/** The texts of one of the languages. */
export function textsOf(language) {
  if (!known.has(language)) known.set(language, new Texts(language, MESSAGES[language]));
  return known.get(language);
}

/** What a filter's value is called in the language of the page; null where it is the documents' own word. */
export function valueName(texts, key, value) {
  const name = key === "kind" ? `kinds.${value}` : `facet_values.${key}.${value}`;
  return texts.has(name) ? texts.text(name) : null;
}
