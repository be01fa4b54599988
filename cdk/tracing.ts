import type { IConstruct } from 'constructs';

const CONTEXT_KEY = 'inquery:tracing';

/** Says for all that is made below whether X-Ray follows calls through it; before anything is. */
export const setTracing = (scope: IConstruct, isOn: boolean) => scope.node.setContext(CONTEXT_KEY, isOn);

export const isTraced = (scope: IConstruct) => scope.node.tryGetContext(CONTEXT_KEY) === true;
