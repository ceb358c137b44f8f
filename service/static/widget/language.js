// The language of a widget: what its attribute or the page around it says.

import { Texts, negotiate } from "../shared/texts.js";
import { MESSAGES } from "./messages.js";

/** The texts for `host`; those that are `known` if they are in its language. @param {HTMLElement} host @param {Texts | null} known */
export function textsFor(host, known) {
  const around = /** @type {HTMLElement | null} */ (host.closest("[lang]"))?.lang || document.documentElement.lang;
  const language = negotiate([host.getAttribute("language") || around], Object.keys(MESSAGES));
  return known?.language === language ? known : new Texts(language, MESSAGES[language]);
}
