/** Lambda says its region in the environment; only a virtual machine asks for it. */
export const getInstanceMetadataRegion = async () => {
  throw new Error('A bundled function needs AWS_REGION.');
};
