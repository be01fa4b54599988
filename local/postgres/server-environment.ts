/** Only what the server needs: nothing of ours (PGDATA, PGPORT, TZ, locales) may change how it behaves. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}
