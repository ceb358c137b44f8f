/** The catalogue of messages, which the service puts into the widget (service/api/page_texts.py). */
export const MESSAGES: Record<string, Record<string, any>>;
