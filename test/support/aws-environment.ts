/** Credentials that are none, a region, and the endpoint of the given services: what SDK clients read on their own. */
export function useAwsEndpoint(url: string, ...services: readonly string[]): void {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  for (const service of services) process.env[`AWS_ENDPOINT_URL_${service}`] = url;
}
