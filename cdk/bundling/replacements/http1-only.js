import { NodeHttpHandler } from './node-http-handler.js';

/** One request at a time gains nothing from HTTP/2. */
export const NodeHttp2Handler = NodeHttpHandler;
