import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { EVENT_SOURCE } from '../contracts/events.ts';

export interface PublishedEvent {
  readonly detailType: string;
  readonly detail: object;
}

/** Puts one event on the bus; throws when the bus did not take it, so that the caller's caller tries again. */
export type Publish = (event: PublishedEvent) => Promise<void>;

export function createEventBridgePublisher(options: { client: EventBridgeClient; bus: string }): Publish {
  return async ({ detailType, detail }) => {
    const entry = {
      EventBusName: options.bus,
      Source: EVENT_SOURCE,
      DetailType: detailType,
      Detail: JSON.stringify(detail),
    };
    const { Entries = [] } = await options.client.send(new PutEventsCommand({ Entries: [entry] }));
    const failed = Entries.find(({ ErrorCode }) => ErrorCode);
    if (failed) throw new Error(`The event bus refused "${detailType}": ${failed.ErrorCode}`);
  };
}
