/** Ordinary buckets are signed for one region; multi-region access points would need a signer of their own. */
export { SignatureV4SignWithCredentials as SignatureV4MultiRegion } from '@aws-sdk/signature-v4-multi-region';
