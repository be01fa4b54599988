import { LOCAL_API_KEY } from '../local/api-key.ts';
import { describeError } from '../local/stack/describe-error.ts';
import { apiCall, type Credentials } from './api-call.ts';
import { createFirstKey } from './keys/create-first-key.ts';
import { keysApi } from './keys/keys-api.ts';
import { type KeysArguments, readArguments } from './keys/read-arguments.ts';
import { renderKeys, renderNewKey } from './keys/render-keys.ts';
import { USAGE } from './keys/usage.ts';
import { localUrl } from './local-url.ts';

try {
  const asked = readArguments(process.argv.slice(2));
  console.log(asked ? await run(asked) : USAGE);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}

/** Does it and says what came of it, as text for people or as JSON. */
async function run({ action, url, json }: KeysArguments): Promise<string> {
  const now = new Date().toISOString();
  const print = <T>(result: T, render: (result: T, now: string) => string) =>
    json ? JSON.stringify(result, null, 2) : render(result, now);
  if (action.verb === 'create' && action.table) {
    return print(await createFirstKey(action.table, action.key), renderNewKey);
  }
  const api = connect(url ?? localUrl());
  switch (action.verb) {
    case 'list':
      return print(await api.list(), renderKeys);
    case 'create':
      return print(await api.create(action.key), renderNewKey);
    case 'rotate':
      return print(await api.rotate(action.keyId, action.rotation), renderNewKey);
    case 'revoke':
      await api.revoke(action.keyId);
      return print({ keyId: action.keyId, revoked: true }, ({ keyId }) => `Revoked ${keyId}.`);
  }
}

function connect(url: string) {
  return keysApi(apiCall(url, credentialsFor(url)));
}

/** The local stack's key is nobody's secret, and good for nothing elsewhere. */
function credentialsFor(url: string): Credentials {
  const { protocol, hostname } = new URL(url);
  const isLocal = hostname === '127.0.0.1';
  if (protocol !== 'https:' && !isLocal) throw new Error('Give an https URL: the key goes over it.');
  const { INQUERY_API_KEY: key, INQUERY_TOKEN: token } = process.env;
  if (key && token) throw new Error('Set INQUERY_API_KEY or INQUERY_TOKEN, not both.');
  if (token) return { authorization: `Bearer ${token}` };
  if (key) return { 'x-api-key': key };
  if (isLocal) return { 'x-api-key': LOCAL_API_KEY };
  throw new Error('Set INQUERY_API_KEY to an admin’s key, or INQUERY_TOKEN to an admin’s token.');
}
