import { audit } from '../../../shared/access/audit.ts';
import type { Principal } from '../../../shared/contracts/principal.ts';
import { isAdmin } from '../../../shared/http/caller.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { AccessRefused, invalid, problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { newWebhookSecret } from '../../../shared/notifications/seal-secret.ts';
import { faultOfEndpoint } from '../../../shared/notifications/webhook-address.ts';
import type { Dependencies, Operation } from '../operation.ts';
import { subscriptionView } from '../subscription-view.ts';

/** Each event is looked for, and perhaps sent, once for each of them. */
const MAX_SUBSCRIPTIONS = 20;

export const createSubscription: Operation<'createSubscription'> = async (call, dependencies) => {
  const { url, events, scope, secret = newWebhookSecret() } = call.body;
  if (scope === 'all') requireAdmin(call.principal);
  await requireFit(url, dependencies);
  await requireRoom(scope, call.principal, dependencies);
  const id = dependencies.newId();
  const subscription = {
    ...{ id, principalId: call.principal.id, scope, url, events: [...new Set(events)] },
    status: 'ACTIVE' as const,
    createdAt: isoNow(dependencies.clock),
    sealedSecret: await dependencies.seal.seal(secret, id),
  };
  await dependencies.subscriptions.create(subscription);
  audit(dependencies.logger, 'SubscriptionCreated', call.who, { subscriptionId: id, scope });
  const view = subscriptionView(subscription);
  return json(201, { ...view, secret }, { location: view.links.self });
};

function requireAdmin(principal: Principal): void {
  if (isAdmin(principal)) return;
  throw new AccessRefused(
    'RoleMissing',
    problem('NotAuthorised', 'Only the role admin hears of everybody’s events.'),
  );
}

async function requireFit(url: string, { configuration, resolveName }: Dependencies): Promise<void> {
  const { privateRanges } = (await configuration.current()).value.webhooks;
  const message = await faultOfEndpoint(url, privateRanges, resolveName);
  if (message) throw invalid([{ field: 'url', message }]);
}

async function requireRoom(
  scope: 'own' | 'all',
  principal: Principal,
  { subscriptions }: Dependencies,
): Promise<void> {
  const there = await (scope === 'all' ? subscriptions.listAll() : subscriptions.listOwn(principal.id));
  if (there.length < MAX_SUBSCRIPTIONS) return;
  throw problem('TooManySubscriptions', `There are ${MAX_SUBSCRIPTIONS} already: end one of them first.`);
}
