/** Where the configuration document lies in the config bucket. */
export const CONFIG_KEY = 'inquery.config.json';
