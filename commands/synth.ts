import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const OUT = 'cdk.out';

/** The whole app with its bundles and checks, whatever a local stack has set for itself. */
function synthesise() {
  const { CDK_CONTEXT_JSON, CDK_VALIDATION, ...environment } = process.env;
  return spawnSync(process.execPath, ['cdk/bin/app.ts'], {
    cwd: root,
    env: { ...environment, CDK_OUTDIR: OUT },
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
}

const withoutStack = (text: string) => text.replace(/^ +at .*\n?/gm, '');

rmSync(`${root}${OUT}`, { recursive: true, force: true });
const { status, stderr } = synthesise();
if (status !== 0) {
  process.stderr.write(
    `${withoutStack(stderr)}\nNothing was synthesised. Mend what is said above and try again.\n`,
  );
  process.exit(status ?? 1);
}
process.stderr.write(stderr);
console.log(`Synthesised into ${OUT}/. The template is ${OUT}/Inquery.template.json.`);
console.log(`Deploy it with: npx cdk deploy --app ${OUT}`);
