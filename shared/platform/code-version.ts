/** Of the modules a function was bundled from, which bundling writes here; of code that runs from its sources, their commit. */
export const CODE_VERSION = process.env.INQUERY_CODE_VERSION;
