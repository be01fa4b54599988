import { createHash } from 'node:crypto';
import { docsPage } from '../docs/docs-page.ts';
import { STYLE } from '../docs/style.ts';
import { openApi } from '../open-api.ts';
import type { Operation } from '../operation.ts';

/** The page is text and one style: nothing else may load, run or frame it. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const getDocs: Operation<'getDocs'> = async () => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
  },
  body: docsPage(await openApi()),
});
