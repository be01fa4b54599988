import { runStack } from './test/e2e/support/running-stack.ts';
import fs from 'node:fs';
const r = await runStack();
try {
  console.log(fs.readdirSync(r.dir+'/stack/logs'));
  await new Promise(f=>setTimeout(f,1500));
  for (const f of fs.readdirSync(r.dir+'/stack/logs')) console.log(fs.readFileSync(r.dir+'/stack/logs/'+f,'utf8').slice(0,4000));
} finally { await r.stop(); process.exit(0); }
