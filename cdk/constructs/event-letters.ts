import { Duration, Stack } from 'aws-cdk-lib';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const ID = 'EventLetters';
/** Lambda's own number, said aloud: three runs before a letter. */
const RETRIES = 2;

/**
 * The one queue of a stack for events that were given up: those that EventBridge could not hand to a target of a rule,
 * and those that a function failed with each time. Each rule, and each such function, may send to it.
 */
export function eventLetters(scope: Construct): Queue {
  const stack = Stack.of(scope);
  const found = stack.node.tryFindChild(ID);
  return found instanceof Queue ? found : createLetters(stack);
}

function createLetters(stack: Stack): Queue {
  const letters = new Queue(stack, ID, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(letters, {
    'AwsSolutions-SQS3': 'It is the dead-letter queue itself: rules and functions name it.',
  });
  return letters;
}

/** A function as the target of rules, which call it asynchronously: what it fails with each time becomes a letter. */
export function functionTarget(called: IFunction): LambdaFunction {
  const letters = eventLetters(called);
  called.configureAsyncInvoke({ retryAttempts: RETRIES, onFailure: new SqsDestination(letters) });
  return new LambdaFunction(called, { deadLetterQueue: letters });
}
