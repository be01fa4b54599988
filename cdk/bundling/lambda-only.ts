import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** Entry modules of SDK packages that do nothing in a Lambda → the file that takes their place. */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/@aws-sdk\/credential-provider-node\/dist-es\/index\.js$/, 'environment-credentials.js'],
  [/middleware-user-agent\/user-agent-middleware\.js$/, 'no-user-agent.js'],
  [/util-user-agent-node\/defaultUserAgent\.js$/, 'no-user-agent-text.js'],
  [/@aws-sdk\/token-providers\/dist-es\/index\.js$/, 'no-tokens.js'],
  [/@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/, 'no-event-streams.js'],
  [/@aws-sdk\/eventstream-handler-node\/dist-es\/index\.js$/, 'no-event-streams.js'],
  [/@aws-sdk\/endpoint-cache\/dist-es\/index\.js$/, 'no-endpoint-discovery.js'],
  [/@smithy\/node-http-handler\/dist-es\/node-http2-handler\.js$/, 'http1-only.js'],
  [/@aws-sdk\/signature-v4-multi-region\/dist-es\/SignatureV4MultiRegion\.js$/, 'one-region-signer.js'],
  [/\/(sdk-stream-mixin|createChecksumStream)\.browser\.js$/, 'no-web-streams.js'],
  [/@smithy\/core\/dist-es\/.*\/DefaultRateLimiter\.js$/, 'standard-retries.js'],
  [/@smithy\/core\/dist-es\/.*\/getInstanceMetadataRegion\.js$/, 'region-of-environment.js'],
  [/\/(Md5Js|Sha1Js|Sha256Js)\.js$/, 'native-digests-only.js'],
];

/** Leaves out what the SDK carries for other places than Lambda; each replacement refuses loudly when called. */
export const lambdaOnly: Plugin = {
  name: 'lambda-only',
  setup(build) {
    for (const [filter, file] of REPLACEMENTS) {
      const contents = readFileSync(new URL(`./replacements/${file}`, import.meta.url), 'utf8');
      build.onLoad({ filter }, ({ path }) => ({ contents, loader: 'js', resolveDir: dirname(path) }));
    }
  },
};
