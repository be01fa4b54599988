import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** An SDK client's endpoint rules: nodes are triples of a condition and where to go when it holds or doesn't. */
interface EndpointRules {
  readonly nodes: Int32Array;
  readonly root: number;
  readonly conditions: readonly unknown[];
  readonly results: readonly unknown[];
}

/** References at and above this are results; 1 and -1 say that no endpoint matches; the rest are nodes. */
const RESULT = 100_000_000;
const isNode = (reference: number) => Math.abs(reference) > 1 && reference < RESULT;

/**
 * What holds for no bucket and no table with an ordinary name: directory buckets, access points, Outposts, acceleration,
 * ARNs; nor for credentials of the environment, which tell no account's id for a table's endpoint to have.
 */
const NEVER =
  /--x-s3|--xa-s3|--op-s3|accessPointSuffix|parseArn|"arn:"|"Accelerate"|UseObjectLambdaEndpoint|"AccountIdEndpointMode"|IsSearchOperation|search-dynamodb/;

type Node = readonly [condition: number, high: number, low: number];

function nodeOf({ nodes }: EndpointRules, reference: number): Node {
  const at = 3 * (Math.abs(reference) - 1);
  return [nodes[at] ?? -1, nodes[at + 1] ?? -1, nodes[at + 2] ?? -1];
}

/** Numbers things in the order they are first asked for. */
function numbering<T>() {
  const numbers = new Map<T, number>();
  const numberOf = (thing: T) => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
  return { numbers, numberOf };
}

/** The same rules without the branches that only a bucket or table with an extraordinary name can reach. */
function pruneRules(rules: EndpointRules): EndpointRules {
  const never = rules.conditions.map((condition) => NEVER.test(JSON.stringify(condition)));
  const conditions = numbering<number>();
  const results = numbering<number>();
  const nodes = new Map<number, number>();
  const pruned: number[] = [0, 0, 0];

  const follow = (reference: number): number => {
    if (!isNode(reference)) return reference;
    const [condition, high, low] = nodeOf(rules, reference);
    // A negative reference stands for the opposite of its node.
    return never[condition] ? follow(reference > 0 ? low : high) : reference;
  };
  const copy = (reference: number): number => {
    const target = follow(reference);
    if (target >= RESULT) return RESULT + results.numberOf(target - RESULT);
    if (!isNode(target)) return target;
    const known = nodes.get(Math.abs(target));
    if (known !== undefined) return Math.sign(target) * known;
    const position = pruned.length / 3;
    nodes.set(Math.abs(target), position + 1);
    const [condition, high, low] = nodeOf(rules, target);
    pruned.push(conditions.numberOf(condition), 0, 0);
    pruned[position * 3 + 1] = copy(high);
    pruned[position * 3 + 2] = copy(low);
    return Math.sign(target) * (position + 1);
  };

  const root = copy(rules.root);
  return {
    root,
    nodes: Int32Array.from(pruned),
    conditions: [...conditions.numbers.keys()].map((index) => rules.conditions[index]),
    results: [...results.numbers.keys()].map((index) => rules.results[index]),
  };
}

const sourceOf = ({ nodes, root, conditions, results }: EndpointRules) =>
  `export const bdd = { nodes: new Int32Array([${nodes}]), root: ${root}, ` +
  `conditions: ${JSON.stringify(conditions)}, results: ${JSON.stringify(results)} };`;

/** Our buckets and tables have ordinary names, so the endpoint rules of S3 and DynamoDB are cut down to those. */
export const ordinaryNames: Plugin = {
  name: 'ordinary-names',
  setup(build) {
    build.onLoad(
      { filter: /@aws-sdk\/client-(s3|dynamodb)\/dist-es\/endpoint\/bdd\.js$/ },
      async ({ path }) => {
        const { bdd } = await import(pathToFileURL(path).href);
        return { contents: sourceOf(pruneRules(bdd)), loader: 'js' };
      },
    );
  },
};
