import { startTestPostgres } from './test/support/postgres-server.ts';
import { createPostgresEngine } from './shared/engines/postgres-engine.ts';
const s = await startTestPostgres();
try {
 await s.admin("create role r login password 'x'");
 const e = createPostgresEngine(s.secretOf('r','x'), {tls:'disable', schemas:['public']});
 console.log(await e.introspect('select 1 as x', []));
 console.log(await e.introspect("select repeat('x', 3000000) as x", []).then(r=>r.length));
 console.log((await e.run('select g from generate_series(1,100000) g', {rows: 1e6, bytes:1e9, statementMs: 10000})).rows.length);
} catch (e) { console.log(e) } finally { await s.dispose(); process.exit(0); }
