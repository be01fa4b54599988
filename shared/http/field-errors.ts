import type * as z from 'zod';
import type { FieldError } from '../contracts/http/problem.ts';

/** zod's issues as a caller reads them; `prefix` says which part of the request they are about. */
export function fieldErrors(error: z.ZodError, prefix: '' | 'query.' | 'header.' = ''): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: prefix + [...path, key].join('.'),
        message: 'There is no such field.',
      }));
    }
    return [{ field: prefix + path.join('.') || 'body', message: sentence(issue) }];
  });
}

function sentence({ code, message }: z.core.$ZodIssue): string {
  if (code === 'invalid_type' && message.endsWith('received undefined')) return 'This field is required.';
  return message.endsWith('.') ? message : `${message}.`;
}
