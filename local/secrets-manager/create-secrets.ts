import { randomInt } from 'node:crypto';
import type { LocalSecret } from '../template/resources/secrets.ts';
import type { SecretFile } from './secret-file.ts';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PUNCTUATION = '!#$%&()*+,-.:;<=>?@[]^_{|}~';

/** Creates the template's secrets that are not there yet; those that are keep their value. */
export async function createSecrets(file: SecretFile, secrets: readonly LocalSecret[]): Promise<void> {
  for (const secret of secrets) {
    if (!file.find(secret.name))
      await file.put({ arn: secret.arn, name: secret.name, value: initialValue(secret) });
  }
}

function initialValue({ value, generate }: LocalSecret): string | undefined {
  if (!generate) return value;
  const password = generatePassword(generate);
  const { SecretStringTemplate, GenerateStringKey } = generate;
  if (SecretStringTemplate === undefined || GenerateStringKey === undefined) return password;
  return JSON.stringify({ ...JSON.parse(SecretStringTemplate), [GenerateStringKey]: password });
}

function generatePassword(generate: NonNullable<LocalSecret['generate']>): string {
  const letters = [...ALPHANUMERIC, ...(generate.ExcludePunctuation ? '' : PUNCTUATION)].filter(
    (letter) => !generate.ExcludeCharacters?.includes(letter),
  );
  return Array.from({ length: generate.PasswordLength }, () => letters[randomInt(letters.length)]).join('');
}
