/** The command-line settings of the server: loopback only, no socket file, UTC. */
export function serverSettings(cluster: string, port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // No replica reads our log; without one, COPY into a new table skips it.
    wal_level: 'minimal',
    max_wal_senders: '0',
    // Statements that fail may hold the askers' values: they stay out of the log.
    log_min_error_statement: 'panic',
    // Without fsync a killed server still loses nothing; a machine that loses power may.
    ...(!durable && { fsync: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster, '-p', String(port), ...flags];
}
