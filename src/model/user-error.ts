/** A person's mistake: shown as its message alone, without a stack. The message says where, what is wrong and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
