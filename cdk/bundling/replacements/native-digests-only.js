/** Node has these digests built in; their JavaScript doubles are for other places. */
class Missing {
  constructor() {
    throw new Error('A bundled function needs node:crypto.');
  }
}

export { Missing as Md5Js, Missing as Sha1Js, Missing as Sha256Js };
