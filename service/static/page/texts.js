// Every word of the page that isn't the catalogue's, in German and English.

const GERMAN = {
  language: "de",
  name: "Maßnahmenlotse", skip: "Zum Inhalt", other: "English", otherHint: "Sprache der Seite: Englisch",
  theme: "Darstellung", themes: { auto: "wie das System", light: "hell", dark: "dunkel" },
  collection: "Merkliste", administration: "Verwaltung", accessibility: "Barrierefreiheit",
  footer: "Fragen werden nicht gespeichert.",
  state: (documents, day) => `Stand des Verzeichnisses: ${day}, ${documents}`, documents: (n) => count(n, "Dokument", "Dokumente"),

  heading: "Welche Maßnahme suchen Sie?", field: "Ihre Frage",
  lead: "Schreiben Sie, worum es geht: Stichwörter, ein ganzer Fall, Deutsch oder Englisch.",
  hint: "Bitte keine Namen oder Kundennummern eingeben. Hilft beim Suchen, entscheidet über keinen Anspruch.", send: "Suchen", ask: "Weiter fragen", stop: "Anhalten", fresh: "Neues Gespräch",
  examplesTitle: "Zum Beispiel", examples: [
    ["de", "Kunde, 27, Schulden, kein Führerschein, Rücken kaputt - was haben wir?"], ["de", "Alleinerziehende ohne Kinderbetreuung"],
    ["de", "Wer ist Ansprechpartner für JUMITA?"], ["en", "measures for single parents with childcare issues"],
  ],
  question: "Frage", answer: "Antwort", history: "Bisheriges Gespräch", results: "Passende Maßnahmen", nearest: "Am nächsten kommt",
  show: "Ergebnisse dieser Frage zeigen", understoodAs: "Verstanden als:", misunderstood: "Falsch verstanden?", asTyped: "Wörtlich genommen.",
  model: "Von einem Sprachmodell formuliert, an den Quellen geprüft.", suggestions: "Weiter fragen",
  started: "Die Antwort wird geschrieben.", stopped: "Angehalten.", failed: "Das hat nicht geklappt.", retry: "Noch einmal versuchen",
  problems: { network: "Der Dienst ist gerade nicht erreichbar. Ihre Frage ist noch da.", broken: "Die Antwort brach ab. Ihre Frage ist noch da." },
  done: (measures, sources) => `Die Antwort ist fertig: ${count(measures, "Maßnahme", "Maßnahmen")}, ${count(sources, "Quelle", "Quellen")}.`,
  count: (n) => count(n, "Maßnahme", "Maßnahmen"), nothing: "Keine Maßnahme passt. Nehmen Sie einen Filter weg oder fragen Sie anders.",

  understood: "Verstanden", expanded: "Auch gesucht", to: (term) => `zu „${term}“`, remove: (what) => `${what} weglassen`, removed: "Weggelassen", restore: (what) => `${what} wieder berücksichtigen`,
  kinds: { place: "Ort:", legal: "Paragraph:", spelling: "gemeint:", measure: "Maßnahme:", field: "gefragt:" },
  wishes: { contact: "Kontakt", budget: "Kosten", period: "Dauer", legal_basis: "Rechtsgrundlage", financing: "Finanzierung", target_group: "Zielgruppe", implementation: "Umsetzung", results: "Ergebnisse", places: "Plätze", participants: "Plätze", resources: "Personal und Mittel", goal: "Ziel", hints: "Hinweise", changes: "Veränderungen", description: "Inhalt", why_it_works: "Erfolg", particulars: "Besonderheiten" },
  filters: "Eingrenzen", filter: "Filter", clear: "Alle Filter aufheben", more: (n) => `${n} weitere`, andMore: (n) => `und ${n} weitere`,
  facets: { state: "Bundesland", part_time: "Arbeitszeit", kind: "Art", target_group: "Zielgruppe", topic: "Thema", legal: "Rechtsgrundlage", organisation: "Organisation", has_contact: "Kontakt" },
  values: {
    part_time: { true: "in Teilzeit" }, has_contact: { true: "mit Kontaktperson" },
    topic: { gesundheit: "Gesundheit", qualifizierung: "Qualifizierung", familie: "Familie", jugend: "Jugend", migration: "Migration", behinderung: "Behinderung", bewerbung: "Bewerbung", schulden: "Schulden", selbstaendig: "Selbstständigkeit", wohnen: "Wohnen", sprache: "Sprache" },
  },

  why: "Warum das passt", conflicts: "Achtung", passages: (n) => count(n, "Fundstelle", "Fundstellen"), source: "Quelle",
  facts: { months: "Dauer", period: "Zeitraum und Dauer", places: "Plätze", budget: "Kosten", part_time: "Teilzeit", weekly_hours: "Wochenstunden", legal: "Rechtsgrundlage" },
  months: (n) => count(n, "Monat", "Monate"), hours: (n) => `${number(n, "de")} Stunden`, yes: "ja",
  contact: "Kontakt", copy: "Kontakt kopieren", copied: "Kopiert.", noCopy: "Kopieren ist hier nicht erlaubt.", copyLink: "Link kopieren",
  dated: (year) => `Angaben von ${year}; Kontakte und Kosten können überholt sein.`,
  collect: "Merken", collected: "Gemerkt", compare: "Vergleichen", chosen: "Im Vergleich",
  compareNow: (n) => `${n} Maßnahmen vergleichen`, compareMore: "Wählen Sie noch eine Maßnahme zum Vergleichen.", compareFull: "Vier Maßnahmen lassen sich vergleichen.", compareClear: "Auswahl aufheben", selection: "Auswahl zum Vergleichen",

  back: "Zurück zur Suche", page: "S.", fromPage: (page) => `ab S. ${page}`, sections: "Angaben", figures: "Auf einen Blick", whole: "Im Dokument ansehen", close: "Schließen",
  silent: "nicht angegeben", comparison: "Maßnahmen im Vergleich", comparisonFew: "Zum Vergleichen braucht es zwei bis vier Maßnahmen.", criterion: "Angabe",
  longer: "Ganz lesen", organisation: "Organisation", stateLabel: "Bundesland", kind: "Art", sourceLabel: "Quelle",
  collectionEmpty: "Noch nichts gemerkt. Mit „Merken“ an einer Maßnahme kommt sie hierher.",
  collectionLead: "Bleibt in diesem Tab, bis Sie ihn schließen. Auf dem Server wird nichts gespeichert.",
  handout: (day) => `Ausgedruckt am ${day}`, printed: "Drucken", exports: { docx: "Als Word-Dokument", csv: "Als Tabelle (CSV)", json: "Als JSON" },
  take: (title) => `Entfernen: ${title}`, up: (title) => `Nach oben: ${title}`, drop: "Entfernen", upShort: "Nach oben", emptyAll: "Merkliste leeren", saved: (name) => `${name} ist gespeichert.`,
  document: "Dokument", marked: "Zur markierten Stelle", wrongPlace: "Diese Stelle gibt es im Dokument nicht mehr. Das Verzeichnis wurde wohl erneuert.",
  gone: "Diese Maßnahme gibt es nicht oder nicht mehr.", goneDocument: "Dieses Dokument gibt es nicht oder nicht mehr.", goneFrom: (ids) => `Nicht mehr im Verzeichnis: ${ids}`, loading: "Wird geladen …", noSource: "Die Umgebung der Stelle kann gerade nicht geladen werden.",
  helpful: "War das hilfreich?", no: "nein", along: "Meine Frage mitschicken", thanks: "Danke für die Rückmeldung.", degraded: "Eingeschränkt",
};

const ENGLISH = {
  language: "en",
  name: "Maßnahmenlotse", skip: "Skip to content", other: "Deutsch", otherHint: "Language of the page: German",
  theme: "Appearance", themes: { auto: "as the system", light: "light", dark: "dark" },
  collection: "Collection", administration: "Administration", accessibility: "Accessibility",
  footer: "Questions are not kept.",
  state: (documents, day) => `Index as of ${day}, ${documents}`, documents: (n) => count(n, "document", "documents"),

  heading: "Which measure are you looking for?", field: "Your question",
  lead: "Write what it is about: keywords, a whole case, German or English.",
  hint: "Please enter no names or client numbers. Helps you search, decides no entitlement.", send: "Search", ask: "Ask on", stop: "Stop", fresh: "New conversation",
  examplesTitle: "For example", examples: [
    ["en", "measures for single parents with childcare issues"], ["en", "27, in debt, no driving licence, bad back - what do we have?"],
    ["en", "Who is the contact for JUMITA?"], ["de", "Alleinerziehende ohne Kinderbetreuung"],
  ],
  question: "Question", answer: "Answer", history: "Conversation so far", results: "Measures that fit", nearest: "What comes nearest",
  show: "Show the results of this question", understoodAs: "Understood as:", misunderstood: "Misunderstood?", asTyped: "Taken word for word.",
  model: "Written by a language model, checked against the sources.", suggestions: "Ask on",
  started: "The answer is being written.", stopped: "Stopped.", failed: "That did not work.", retry: "Try again",
  problems: { network: "The service can't be reached right now. Your question is still here.", broken: "The answer broke off. Your question is still here." },
  done: (measures, sources) => `The answer is complete: ${count(measures, "measure", "measures")}, ${count(sources, "source", "sources")}.`,
  count: (n) => count(n, "measure", "measures"), nothing: "No measure fits. Take a filter away or ask differently.",

  understood: "Understood", expanded: "Also searched for", to: (term) => `for “${term}”`, remove: (what) => `Leave out ${what}`, removed: "Left out", restore: (what) => `Take ${what} into account again`,
  kinds: { place: "place:", legal: "paragraph:", spelling: "meant:", measure: "measure:", field: "asked for:" },
  wishes: { contact: "contact", budget: "cost", period: "duration", legal_basis: "legal basis", financing: "funding", target_group: "target group", implementation: "implementation", results: "results", places: "places", participants: "places", resources: "staff and means", goal: "goal", hints: "hints", changes: "changes", description: "content", why_it_works: "success", particulars: "particulars" },
  filters: "Narrow down", filter: "Filter", clear: "Clear all filters", more: (n) => `${n} more`, andMore: (n) => `and ${n} more`,
  facets: { state: "State", part_time: "Working hours", kind: "Kind", target_group: "Target group", topic: "Topic", legal: "Legal basis", organisation: "Organisation", has_contact: "Contact" },
  values: {
    part_time: { true: "part-time" }, has_contact: { true: "with a contact person" },
    kind: { Maßnahme: "Measure", Handlungsansatz: "Approach", Projekt: "Project" },
    topic: { gesundheit: "Health", qualifizierung: "Training", familie: "Family", jugend: "Youth", migration: "Migration", behinderung: "Disability", bewerbung: "Applications", schulden: "Debt", selbstaendig: "Self-employment", wohnen: "Housing", sprache: "Language" },
  },

  why: "Why it fits", conflicts: "Note", passages: (n) => count(n, "passage", "passages"), source: "Source",
  facts: { months: "Duration", period: "Period and duration", places: "Places", budget: "Cost", part_time: "Part-time", weekly_hours: "Hours a week", legal: "Legal basis" },
  months: (n) => count(n, "month", "months"), hours: (n) => `${number(n, "en")} hours`, yes: "yes",
  contact: "Contact", copy: "Copy contact", copied: "Copied.", noCopy: "Copying isn't allowed here.", copyLink: "Copy link",
  dated: (year) => `As of ${year}; contacts and costs may be out of date.`,
  collect: "Collect", collected: "Collected", compare: "Compare", chosen: "In the comparison",
  compareNow: (n) => `Compare ${n} measures`, compareMore: "Choose one more measure to compare.", compareFull: "Four measures can be compared.", compareClear: "Clear selection", selection: "Selection to compare",

  back: "Back to the search", page: "p.", fromPage: (page) => `from p. ${page}`, sections: "Details", figures: "At a glance", whole: "See it in the document", close: "Close",
  silent: "not given", comparison: "Measures compared", comparisonFew: "A comparison takes two to four measures.", criterion: "Detail",
  longer: "Read all", organisation: "Organisation", stateLabel: "State", kind: "Kind", sourceLabel: "Source",
  collectionEmpty: "Nothing collected yet. “Collect” at a measure brings it here.",
  collectionLead: "Stays in this tab until you close it. Nothing is kept on the server.",
  handout: (day) => `Printed on ${day}`, printed: "Print", exports: { docx: "As a Word document", csv: "As a table (CSV)", json: "As JSON" },
  take: (title) => `Remove: ${title}`, up: (title) => `Move up: ${title}`, drop: "Remove", upShort: "Move up", emptyAll: "Empty the collection", saved: (name) => `${name} is saved.`,
  document: "Document", marked: "To the marked passage", wrongPlace: "This passage is no longer in the document. The index has probably been renewed.",
  gone: "There is no such measure, or no longer.", goneDocument: "There is no such document, or no longer.", goneFrom: (ids) => `No longer in the index: ${ids}`, loading: "Loading …", noSource: "What stands around this passage can't be loaded right now.",
  helpful: "Was this helpful?", no: "no", along: "Send my question along", thanks: "Thank you for your feedback.", degraded: "Limited",
};

const LANGUAGES = { de: GERMAN, en: ENGLISH };

function count(n, one, many) {
  return `${n} ${n === 1 ? one : many}`;
}

/** A number as the language writes it. */
export function number(value, language) {
  return new Intl.NumberFormat(language === "en" ? "en-GB" : "de-DE").format(value);
}

/** A day as the language writes it; `value` is anything that Date reads. */
export function day(value, language) {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "de-DE", { dateStyle: "long" }).format(new Date(value));
}

/** The texts of a language. */
export function textsOf(language) {
  return LANGUAGES[language] ?? GERMAN;
}

/** What a filter's value is called: a word of the page, or the catalogue's own. */
export function valueName(texts, key, value) {
  return texts.values[key]?.[value] ?? value;
}
