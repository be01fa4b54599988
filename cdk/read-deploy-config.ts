import { existsSync, readFileSync } from 'node:fs';
import type { Node } from 'constructs';
import { type DeployConfig, parseDeployConfig } from './deploy-config.ts';

const CONTEXT_KEY = 'deployConfig';

function parseJson(text: string, origin: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${origin} is not JSON.`, { cause });
  }
}

/**
 * The deploy config: CDK context `deployConfig` (an object or JSON text) when given, else the file
 * `deploy.config.json`, else the defaults.
 */
export function readDeployConfig(node: Node, file: URL): DeployConfig {
  const context: unknown = node.tryGetContext(CONTEXT_KEY);
  if (context !== undefined) {
    const origin = `CDK context "${CONTEXT_KEY}"`;
    return parseDeployConfig(typeof context === 'string' ? parseJson(context, origin) : context, origin);
  }
  if (!existsSync(file)) return parseDeployConfig({}, 'the defaults');
  return parseDeployConfig(parseJson(readFileSync(file, 'utf8'), 'deploy.config.json'), 'deploy.config.json');
}
