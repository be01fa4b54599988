import * as z from 'zod';
import { localArn } from '../template/site.ts';
import { jsonService, WireError } from '../wire/json-service.ts';
import type { WireService } from '../wire/wire-service.ts';
import type { SecretFile, StoredSecret } from './secret-file.ts';

const createSchema = z.object({ Name: z.string().min(1), SecretString: z.string().optional() });
const idSchema = z.object({ SecretId: z.string().min(1) });
const putSchema = idSchema.extend({ SecretString: z.string() });

/** Secrets Manager for secrets that are text: create, put, get, describe, list. */
export function secretsManagerService(file: SecretFile): WireService {
  return jsonService('Secrets Manager', 'secretsmanager', {
    CreateSecret: (input) => create(file, parse(createSchema, input)),
    PutSecretValue: (input) => put(file, parse(putSchema, input)),
    GetSecretValue: (input) => get(findOrRefuse(file, parse(idSchema, input).SecretId)),
    DescribeSecret: (input) => describe(findOrRefuse(file, parse(idSchema, input).SecretId)),
    ListSecrets: () => ({ SecretList: file.all().map(describe) }),
  });
}

async function create(
  file: SecretFile,
  { Name, SecretString }: z.output<typeof createSchema>,
): Promise<unknown> {
  if (file.find(Name)) {
    throw new WireError(
      'ResourceExistsException',
      `The operation failed because the secret ${Name} already exists.`,
    );
  }
  return identity(await file.put({ arn: secretArn(Name), name: Name, value: SecretString }));
}

async function put(
  file: SecretFile,
  { SecretId, SecretString }: z.output<typeof putSchema>,
): Promise<unknown> {
  const { arn, name } = findOrRefuse(file, SecretId);
  const secret = await file.put({ arn, name, value: SecretString });
  return { ...identity(secret), VersionStages: ['AWSCURRENT'] };
}

function get(secret: StoredSecret): unknown {
  if (secret.value === undefined) {
    throw new WireError(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    );
  }
  return {
    ...identity(secret),
    SecretString: secret.value,
    VersionStages: ['AWSCURRENT'],
    CreatedDate: secret.changedAt,
  };
}

function describe(secret: StoredSecret): unknown {
  return {
    ARN: secret.arn,
    Name: secret.name,
    CreatedDate: secret.createdAt,
    LastChangedDate: secret.changedAt,
    VersionIdsToStages: { [secret.versionId]: ['AWSCURRENT'] },
  };
}

function identity(secret: StoredSecret): { ARN: string; Name: string; VersionId: string } {
  return { ARN: secret.arn, Name: secret.name, VersionId: secret.versionId };
}

function findOrRefuse(file: SecretFile, id: string): StoredSecret {
  const secret = file.find(id);
  if (!secret)
    throw new WireError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  return secret;
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new WireError('InvalidParameterException', z.prettifyError(parsed.error));
  return parsed.data;
}

/** The ARN of a secret of this name; without AWS's random suffix, so that the template's references hold. */
export function secretArn(name: string): string {
  return localArn('secretsmanager', `secret:${name}`);
}
