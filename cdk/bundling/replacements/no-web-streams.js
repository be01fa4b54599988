/** Node's HTTP client gives Node's own streams; web streams are for browsers. */
const refuse = () => {
  throw new Error('A bundled function knows no web streams.');
};

export const sdkStreamMixin = refuse;
export const createChecksumStream = refuse;
