/** Where the files of an export lie: each attempt writes to a place of its own. */
export const exportFolder = (id: string, attempt?: number) =>
  `exports/${id}${attempt === undefined ? '' : `/${attempt}`}`;
