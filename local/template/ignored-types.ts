/** Resource types that mean nothing on one machine: permissions, logs, alarms, networks, encryption, quotas. */
const IGNORED_TYPES: readonly RegExp[] = [
  /^AWS::CDK::Metadata$/,
  /^AWS::IAM::/,
  /^AWS::Logs::/,
  /^AWS::CloudWatch::/,
  /^AWS::Lambda::Permission$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::SQS::QueuePolicy$/,
  /^AWS::Events::EventBusPolicy$/,
  /^AWS::KMS::/,
  /^AWS::EC2::/,
  /^AWS::WAFv2::/,
  /^AWS::Bedrock::Guardrail(Version)?$/,
  /^AWS::ApiGateway::(Account|ApiKey|UsagePlan|UsagePlanKey|Model|RequestValidator)$/,
  /^AWS::SecretsManager::(ResourcePolicy|RotationSchedule|SecretTargetAttachment)$/,
  /^Custom::(S3AutoDeleteObjects|LogRetention)$/,
];

/** Functions that the CDK adds to manage AWS itself; they carry no task of ours. */
const CDK_FUNCTIONS = /^(CustomS3AutoDeleteObjects|BucketNotificationsHandler|LogRetention|CustomCDK)/;

/** The topic of the alarms, which there are none of here; one with our events is not ignored, but refused. */
const ALARM_TOPIC = /^WatchingAlarms/;

export function isIgnored(logicalId: string, type: string): boolean {
  if (type.startsWith('AWS::SNS::')) return ALARM_TOPIC.test(logicalId);
  if (type === 'AWS::Lambda::Function') return CDK_FUNCTIONS.test(logicalId);
  return IGNORED_TYPES.some((pattern) => pattern.test(type));
}
