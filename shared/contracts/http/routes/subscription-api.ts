import type { Route } from '../route.ts';
import {
  CreatedSubscription,
  CreateSubscription,
  DeliveriesQuery,
  DeliveryPage,
  SubscriptionList,
  SubscriptionParams,
  SubscriptionView,
} from '../subscriptions.ts';

const tag = 'Subscriptions';
const access = 'principal';
const path = '/v1/subscriptions';
const params = SubscriptionParams;

export const SUBSCRIPTION_API = {
  createSubscription: {
    method: 'POST',
    path,
    summary: 'Have events posted to an address of yours',
    description:
      'Signed by the Standard Webhooks specification. Anything but a 2xx within 10 seconds is tried again for a day; redirects are not followed.',
    tag,
    access,
    body: CreateSubscription,
    responses: {
      201: {
        description: 'Subscribed; the secret is shown this once.',
        body: CreatedSubscription,
        headers: { Location: 'The subscription.' },
      },
    },
    problems: ['NotAuthorised', 'TooManySubscriptions'],
  },
  listSubscriptions: {
    method: 'GET',
    path,
    summary: 'Your subscriptions, newest first',
    description: 'To an admin also those to everybody’s events.',
    tag,
    access,
    responses: { 200: { description: 'All of them.', body: SubscriptionList } },
  },
  getSubscription: {
    method: 'GET',
    path: `${path}/{id}`,
    summary: 'One subscription',
    tag,
    access,
    params,
    responses: { 200: { description: 'As it is now.', body: SubscriptionView } },
  },
  listDeliveries: {
    method: 'GET',
    path: `${path}/{id}/deliveries`,
    summary: 'What was delivered to a subscription, what could not be, and what is being tried again',
    description: 'Newest event first; kept for a week.',
    tag,
    access,
    params,
    query: DeliveriesQuery,
    responses: { 200: { description: 'One page.', body: DeliveryPage } },
  },
  deleteSubscription: {
    method: 'DELETE',
    path: `${path}/{id}`,
    summary: 'End a subscription',
    description: 'What has not been delivered yet is not delivered any more.',
    tag,
    access,
    params,
    responses: { 204: { description: 'Ended.' } },
  },
} as const satisfies Record<string, Route>;
