/** Operators of PostgreSQL itself on plain data, and the words the grammar keeps in an operator's place. */
const NAMES = `
  = <> < > <= >= + - * / % ^ || && !! @> <@ << >> &< &> -|- & | # |/ ||/ @ -> ->> #> #>> #- ? ?| ?&
  @? @@ ~ ~* !~ !~* ~~ ~~* !~~ !~~* ^@ <-> ~<~ ~<=~ ~>~ ~>=~
`;

export const ALLOWED_OPERATORS: ReadonlySet<string> = new Set([
  ...NAMES.trim().split(/\s+/),
  'BETWEEN',
  'NOT BETWEEN',
  'BETWEEN SYMMETRIC',
  'NOT BETWEEN SYMMETRIC',
]);
