/** One request at a time gains nothing from HTTP/2. */
export { NodeHttpHandler as NodeHttp2Handler } from '@smithy/node-http-handler';
