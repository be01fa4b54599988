/** No task streams from a model or selects from an object: nothing here is called but while a client is made. */
const refuse = () => {
  throw new Error('A bundled function knows no event streams.');
};

export const eventStreamSerdeProvider = () => ({ serialize: refuse, deserialize: refuse });
export const eventStreamPayloadHandlerProvider = () => ({ handle: refuse });
export const resolveEventStreamSerdeConfig = (config) => config;
export const iterableToReadableStream = refuse;
export const readableStreamToIterable = refuse;

export class EventStreamSerde {
  constructor() {
    refuse();
  }
}

export class EventStreamCodec extends EventStreamSerde {}
export class EventStreamMarshaller extends EventStreamSerde {}
