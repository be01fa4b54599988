import type { WireRequest, WireResponse, WireService } from '../wire/wire-service.ts';
import { applyGuardrail } from './apply-guardrail.ts';
import { BedrockError, errorResponse, jsonResponse } from './bedrock-error.ts';
import { converse } from './converse.ts';
import { createFaults, type Faults, faultOrder } from './faults.ts';
import { invokeModel } from './invoke-model.ts';
import type { ModelGateway } from './model-gateway.ts';
import { readBody } from './read-body.ts';
import { throughGateway } from './through-gateway.ts';

const MODEL_PATH = /^\/model\/([^/]+)\/([a-z-]+)$/;
const GUARDRAIL_PATH = /^\/guardrail\/([^/]+)\/version\/([^/]+)\/apply$/;
const FAULTS_PATH = '/_faults';

export interface BedrockOptions {
  /** Guardrail ids that exist; without the list every id is taken to exist. */
  readonly guardrailIds?: readonly string[];
  readonly gateway?: ModelGateway;
}

export interface Bedrock {
  readonly service: WireService;
  readonly faults: Faults;
}

/** The local Bedrock Runtime endpoint, answered by the offline model, with faults that tests can order. */
export function createBedrock(options: BedrockOptions = {}): Bedrock {
  const faults = createFaults();
  const service: WireService = {
    name: 'bedrock',
    accepts: ({ path }) =>
      path === FAULTS_PATH || path.startsWith('/model/') || path.startsWith('/guardrail/'),
    handle: async (request) => {
      try {
        return await route(request, faults, options);
      } catch (error) {
        if (error instanceof BedrockError) return errorResponse(error);
        throw error;
      }
    },
  };
  return { service, faults };
}

async function route(request: WireRequest, faults: Faults, options: BedrockOptions): Promise<WireResponse> {
  const { method, path, body } = request;
  if (path === FAULTS_PATH) return controlFaults(request, faults);
  const [, modelId, operation] = MODEL_PATH.exec(path) ?? [];
  if (method === 'POST' && modelId && (operation === 'converse' || operation === 'invoke')) {
    const answer = operation === 'converse' ? converse : invokeModel;
    const id = decodeURIComponent(modelId);
    const next = () => answer(id, body, faults);
    return options.gateway ? throughGateway(options.gateway, operation, id, body, next) : next();
  }
  const [, guardrailId] = GUARDRAIL_PATH.exec(path) ?? [];
  if (method === 'POST' && guardrailId) {
    refuseUnknownGuardrail(decodeURIComponent(guardrailId), options);
    return applyGuardrail(body);
  }
  throw new BedrockError(
    'ValidationException',
    `The local Bedrock endpoint does not answer ${method} ${path}; it knows converse, invoke and guardrail apply.`,
  );
}

function refuseUnknownGuardrail(id: string, { guardrailIds }: BedrockOptions): void {
  if (!guardrailIds || guardrailIds.includes(id)) return;
  throw new BedrockError('ResourceNotFoundException', `The guardrail identifier ${id} does not exist.`);
}

/** `POST /_faults` orders faults, `DELETE /_faults` drops those not yet used, `GET` counts them. */
function controlFaults({ method, body }: WireRequest, faults: Faults): WireResponse {
  if (method === 'DELETE') faults.clear();
  else if (method === 'POST') faults.order(readBody(faultOrder, body));
  else if (method !== 'GET') {
    throw new BedrockError(
      'ValidationException',
      `${FAULTS_PATH} answers GET, POST and DELETE, not ${method}.`,
    );
  }
  return jsonResponse({ remaining: faults.remaining() });
}
