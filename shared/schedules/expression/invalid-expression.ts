/** An expression or a time zone that AWS would refuse; the message is for whoever wrote it. */
export class InvalidExpression extends Error {
  override readonly name = 'InvalidExpression';
}
