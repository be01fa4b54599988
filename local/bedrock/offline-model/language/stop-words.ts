const STOP_WORDS = new Set(
  `a an the of for in on at to from by with and or is are was were be been being am do does did done has have had
  having that which who whom whose what when where how it its they them their there this these those i me my we us
  our you your he she his her him as if then than so also any some all each every per both either such into onto
  about over can could would should will shall may might must please just only not no s t`.split(/\s+/),
);

/** Whether a word only joins others. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
