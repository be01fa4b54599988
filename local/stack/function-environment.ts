import { join } from 'node:path';
import { clientEnvironment, type ServiceUrls } from './aws-clients.ts';
import { PROJECT_ROOT } from './load-template.ts';
import { sourceVersion } from './source-version.ts';

/** Of the machine's own variables, those that a program needs to run at all. */
const INHERITED = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LANG',
  'NODE_EXTRA_CA_CERTS',
  'LOG_LEVEL',
  'POWERTOOLS_LOG_LEVEL',
];

/** The variables that every function sees at any time; what else a machine has set stays out, as on AWS. */
export function functionEnvironment(
  urls: ServiceUrls,
  dir: string,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const inherited = INHERITED.flatMap((name): [string, string][] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(inherited),
    TZ: 'UTC',
    // Compiled modules are kept between starts.
    NODE_COMPILE_CACHE: join(dir, 'compile-cache'),
    ...clientEnvironment(urls),
    INQUERY_CODE_VERSION: sourceVersion(PROJECT_ROOT),
    ...extra,
  };
}
