/** The widget's style sheet, which the service puts into it (service/api/joining.py). */
export const STYLE: string;
