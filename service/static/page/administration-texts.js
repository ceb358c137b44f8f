// The words of the administration, in German and English.

export const administrationTexts = {
  de: {
    title: "Verwaltung", key: "Schlüssel", keyHint: "Steht in LOTSE_ADMIN_KEY. Er bleibt im Speicher dieser Seite.", open: "Öffnen",
    network: "Der Dienst ist gerade nicht erreichbar.", failed: "Das hat nicht geklappt.", degraded: "Eingeschränkt", cancel: "Abbrechen",
    documents: "Dokumente", noFiles: "Noch keine eigenen Dokumente.", shipped: "Es dienen die mitgelieferten Dokumente. Für eigene: LOTSE_DOCUMENTS auf einen Ordner setzen.",
    remove: "Entfernen", removeQuestion: (name) => `${name} entfernen?`, removeHint: "Die Datei bleibt im Ordner .removed aufbewahrt. Gesucht wird ohne sie nach dem nächsten Aufbau.", removed: (name) => `${name} ist entfernt.`,
    upload: "Dokument hinzufügen", uploadHint: "Text, Markdown, HTML, PDF oder Word. Was sich nicht lesen lässt, wird nicht behalten.", replace: "Eine Datei mit diesem Namen ersetzen", take: "Hochladen und prüfen", noFile: "Wählen Sie zuerst eine Datei.",
    reading: (name) => `${name} wird gelesen.`, uploaded: (name, measures, unread) => `${name} ist aufgenommen: ${measures === 1 ? "1 Maßnahme" : `${measures} Maßnahmen`}, ${unread} % nicht zugeordnet.`,
    rebuild: "Verzeichnis neu aufbauen", rebuildHint: "Läuft nebenher: Gesucht wird weiter im alten Stand, bis der neue fertig ist.", start: "Neu aufbauen", started: "Der Aufbau läuft.", finished: "Das neue Verzeichnis ist fertig.",
    steps: { chunks: "Dokumente lesen,", vectors: "Texte einordnen," }, running: (step, done, total) => (total ? `Läuft: ${step} ${done} von ${total}` : `Läuft: ${step}`),
    statuses: { idle: () => "", done: (rebuild) => (rebuild.generation ? `Zuletzt gebaut: ${rebuild.generation}` : ""), failed: () => "Der letzte Aufbau ist gescheitert." },
    check: "Was gelesen werden konnte", checkHint: "Dieselbe Prüfung wie „lotse check“.", checkNow: "Jetzt prüfen", checking: "Wird geprüft …", checked: "Geprüft.",
    skipped: (files) => `Nicht gelesen, da von anderer Art: ${files}`, measures: "Maßnahmen", sections: "Abschnitte", unread: "Nicht zugeordnet", date: "Stand", gaps: "Zeilen, die zu nichts gehören", gap: (first, last) => `Zeile ${first} bis ${last}: `, silent: "Was die Quelle nicht sagt",
    fields: { target_group: "Zielgruppe", period: "Zeitraum", participants: "Teilnehmerzahl", budget: "Mittel", resources: "Personal", financing: "Finanzierung", legal_basis: "Rechtsgrundlage", implementation: "Umsetzung", particulars: "Besonderheiten", description: "Beschreibung", results: "Ergebnisse", why_it_works: "Erfolg", hints: "Hinweise", changes: "Veränderungen", contact: "Kontakt", goal: "Ziel", goal_and_target_group: "Ziel und Zielgruppe" },
    generations: "Stände des Verzeichnisses", generationsHint: "Ein älterer Stand lässt sich wieder einsetzen.", generation: "Stand", builtAt: "Gebaut am", status: "Zustand", action: "Wechseln", serving: "in Benutzung", current: "wird geladen", kept: "aufbewahrt", serve: "Einsetzen", switched: (name) => `${name} ist eingesetzt.`,
  },
  en: {
    title: "Administration", key: "Key", keyHint: "It stands in LOTSE_ADMIN_KEY. It stays in this page's memory.", open: "Open",
    network: "The service can't be reached right now.", failed: "That did not work.", degraded: "Limited", cancel: "Cancel",
    documents: "Documents", noFiles: "No documents of your own yet.", shipped: "The shipped documents serve. For your own set LOTSE_DOCUMENTS to a folder.",
    remove: "Remove", removeQuestion: (name) => `Remove ${name}?`, removeHint: "The file is kept in the folder .removed. Searches do without it after the next rebuild.", removed: (name) => `${name} is removed.`,
    upload: "Add a document", uploadHint: "Text, Markdown, HTML, PDF or Word. What can't be read isn't kept.", replace: "Replace a file of this name", take: "Upload and check", noFile: "Choose a file first.",
    reading: (name) => `${name} is being read.`, uploaded: (name, measures, unread) => `${name} is taken in: ${measures === 1 ? "1 measure" : `${measures} measures`}, ${unread} % in none of them.`,
    rebuild: "Rebuild the index", rebuildHint: "Goes on beside: searches use the old state until the new one is ready.", start: "Rebuild", started: "The rebuild is running.", finished: "The new index is ready.",
    steps: { chunks: "reading documents,", vectors: "embedding texts," }, running: (step, done, total) => (total ? `Running: ${step} ${done} of ${total}` : `Running: ${step}`),
    statuses: { idle: () => "", done: (rebuild) => (rebuild.generation ? `Built last: ${rebuild.generation}` : ""), failed: () => "The last rebuild failed." },
    check: "What could be read", checkHint: "The same check as “lotse check”.", checkNow: "Check now", checking: "Checking …", checked: "Checked.",
    skipped: (files) => `Not read, being of another kind: ${files}`, measures: "Measures", sections: "Sections", unread: "In none of them", date: "As of", gaps: "Lines that belong to nothing", gap: (first, last) => `Lines ${first} to ${last}: `, silent: "What the source doesn't say",
    fields: { target_group: "target group", period: "period", participants: "participants", budget: "budget", resources: "staff", financing: "financing", legal_basis: "legal basis", implementation: "implementation", particulars: "particulars", description: "description", results: "results", why_it_works: "success", hints: "hints", changes: "changes", contact: "contact", goal: "goal", goal_and_target_group: "goal and target group" },
    generations: "Generations of the index", generationsHint: "An older one can be put back to use.", generation: "Generation", builtAt: "Built on", status: "State", action: "Switch", serving: "in use", current: "being loaded", kept: "kept", serve: "Use", switched: (name) => `${name} is in use.`,
  },
};
