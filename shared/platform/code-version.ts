/** Of the modules a function was bundled from; bundling writes it here, and code that runs from its sources has none. */
export const CODE_VERSION = process.env.INQUERY_CODE_VERSION;
