/** The page's only style; the content security policy lets in exactly this text. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 6rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); }
h3 { margin: 2rem 0 .3rem; font-weight: 600; }
code, pre { font: 0.9em/1.45 ui-monospace, monospace; }
pre { background: var(--soft); padding: .7rem 1rem; overflow-x: auto; border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
td, th { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); }
nav ul { columns: 2; list-style: none; padding: 0; } nav li { break-inside: avoid; }
.method { display: inline-block; min-width: 4.2em; font-weight: 700; }
.role { font-size: .8em; border: 1px solid var(--line); border-radius: 1em; padding: 0 .6em; margin-left: .5em; }
summary { cursor: pointer; }
`;
