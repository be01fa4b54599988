/** The key that the local stack accepts, and no other deployment does. */
export const LOCAL_API_KEY = 'inquery-local';
