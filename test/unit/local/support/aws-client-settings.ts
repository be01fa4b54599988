/** Settings with which an unmodified SDK client talks to a local endpoint. */
export function clientSettings(endpoint: string) {
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}
