export const USAGE = `Creates, lists, rotates and revokes API keys.

  npm run keys -- list
  npm run keys -- create PRINCIPAL [--role ROLE]… [--attribute NAME=VALUE]… [--label TEXT] [--expires TIME]
  npm run keys -- rotate KEY_ID --grace SECONDS [--expires TIME]
  npm run keys -- revoke KEY_ID

  --url URL       the API; by default that of the local stack that runs, or at PORT (3000)
  --grace N       how many seconds the old secret still works; 0 ends it at once
  --expires TIME  such as 2027-01-31T00:00:00Z
  --table NAME    create only: writes to the jobs table itself, with your AWS credentials: for the first admin's key
  --json          print JSON

Who calls is in the environment, not in the command, which others can see: INQUERY_API_KEY, an admin's key, or
INQUERY_TOKEN, an admin's token. The local stack on this machine needs neither.
`;
