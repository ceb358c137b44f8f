/** The catalogue of messages, which the service hands out as a module (service/api/page_texts.py). */
export const MESSAGES: Record<string, Record<string, any>>;
