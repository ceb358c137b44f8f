// The address for barriers, as the operator set it.

import { element } from "../shared/element.js";
import { apply } from "./preferences.js";
import { config } from "./service.js";

apply();
const { accessibility_contact: address } = await config().catch(() => ({}));
if (address) {
  const href = address.includes("@") && !address.startsWith("http") ? `mailto:${address}` : address;
  const contact = document.getElementById("contact");
  contact.replaceChildren(contact.dataset.reportTo, " ", element("a", { class: "kern-link", href }, address));
}
