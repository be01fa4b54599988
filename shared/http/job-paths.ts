/** Where a job is found, below the API's address. */
export const questionPath = (id: string) => `/v1/questions/${id}`;
export const conversationPath = (id: string) => `/v1/conversations/${id}`;
export const exportPath = (id: string) => `/v1/exports/${id}`;
