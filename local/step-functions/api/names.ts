import { ApiError } from './api-error.ts';

const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** Throws InvalidName unless this may name a state machine or an execution. */
export function checkName(name: string): string {
  if (name.length < 1 || name.length > 80 || FORBIDDEN.test(name)) {
    throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
  }
  return name;
}

/** Throws InvalidArn unless this is an ARN of Step Functions of that kind. */
export function checkArn(arn: string, kind: 'stateMachine' | 'execution'): string {
  const [prefix, , service, , , actual] = arn.split(':');
  if (prefix === 'arn' && service === 'states' && actual === kind) return arn;
  throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`);
}
