import { createEventBridgePublisher } from '../notifications/eventbridge-publisher.ts';
import { newEventBridgeClient } from '../platform/aws-clients.ts';

/** The event bus a function's environment names. */
export const publisherFor = ({ EVENT_BUS }: { readonly EVENT_BUS: string }) =>
  createEventBridgePublisher({ client: newEventBridgeClient(), bus: EVENT_BUS });
