// Whom to ask about a measure, with what copies, writes and calls.

import { element } from "../shared/element.js";
import { icon } from "./icons.js";
import { link, say, tool } from "./parts.js";

/** A measure's contacts; null where the source names nobody. */
export function contactCard(measure, texts) {
  if (!measure.contact.length) return null;
  return element("div", { class: "contact" }, measure.contact.map((person) => personCard(person, measure, texts)));
}

/** The lines of a person, as they are copied and printed. */
export function personLines(person, measure) {
  const name = [person.salutation, person.name].filter(Boolean).join(" ");
  return [name, person.role, measure.organisation, person.phone, person.email].filter(Boolean);
}

function personCard(person, measure, texts) {
  const name = [person.salutation, person.name].filter(Boolean).join(" ");
  const copy = async () => say(await copied(personLines(person, measure).join("\n")) ? texts.text("page.contact.copied") : texts.text("page.contact.no_copy"));
  return element("address", {},
    element("p", { lang: "de" }, element("strong", {}, name || measure.organisation || ""), person.role ? `, ${person.role}` : null),
    person.phone ? element("p", { class: "reach" }, icon("phone"), link(`tel:${dialled(person.phone)}`, person.phone)) : null,
    person.email ? element("p", { class: "reach" }, icon("mail"), link(`mailto:${encodeURIComponent(person.email).replace("%40", "@")}`, broken(person.email))) : null,
    element("p", { class: "no-print" }, tool("copy", texts.text("page.contact.copy"), copy)));
}

/** An address that may be broken behind its at sign. */
export function broken(address) {
  const at = address.indexOf("@");
  return at < 0 ? address : [address.slice(0, at + 1), element("wbr"), address.slice(at + 1)];
}

/** A number as telephones take it: digits, and a plus at its start. */
export function dialled(number) {
  return number.trim().replace(/^\+/, "00").replace(/[^\d]/g, "").replace(/^00/, "+");
}

/** Put text on the clipboard; false if the browser doesn't allow it. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
