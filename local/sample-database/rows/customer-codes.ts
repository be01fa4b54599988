const LETTERS = 26;
const CODES = LETTERS ** 5;
/** Shares no factor with 26, so that multiplying by it visits every code once. */
const STRIDE = 7_368_787;

/** Makes customer codes of five letters, no two the same: from the names of the first customers, then by counting. */
export function customerCodes(firstNames: readonly string[]): (index: number) => string {
  const spoken = new Set<string>();
  for (const name of firstNames) spoken.add(freeCode(name, spoken));
  const fromNames = [...spoken];
  const counted = (index: number): string => {
    const code = countedCode(index);
    return spoken.has(code) ? counted(CODES - 1 - fromNames.indexOf(code)) : code;
  };
  return (index) => fromNames[index] ?? counted(index);
}

/** The first three letters of the name and two of its last word; other letters when that is taken. */
function freeCode(name: string, taken: ReadonlySet<string>): string {
  const letters = lettersOf(name);
  const tail = lettersOf(name.split(' ').at(-1) ?? '').slice(0, 2);
  const candidates = [
    letters.slice(0, 3) + tail,
    letters.slice(0, 5),
    letters.slice(0, 4) + letters.slice(-1),
  ];
  const free = candidates.find((code) => code.length === 5 && !taken.has(code));
  if (free) return free;
  for (let index = 0; ; index += 1) {
    const code = letters.slice(0, 3) + countedCode(index).slice(3);
    if (code.length === 5 && !taken.has(code)) return code;
  }
}

function lettersOf(text: string): string {
  return text
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
}

function countedCode(index: number): string {
  let rest = Number((BigInt(index) * BigInt(STRIDE)) % BigInt(CODES));
  let code = '';
  for (let letter = 0; letter < 5; letter += 1) {
    code += String.fromCharCode(65 + (rest % LETTERS));
    rest = Math.floor(rest / LETTERS);
  }
  return code;
}
