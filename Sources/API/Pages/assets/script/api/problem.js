/**
 * What the server could not do, and what helps.
 *
 * Problem details (RFC 9457) of the application interface; `status` 0 means that the server was not reached.
 */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} [detail]
   * @param {string} [action]
   * @param {{field: string, code: string, detail?: string}[]} [errors] what is wrong with single fields
   */
  constructor(status, code, detail = '', action = '', errors = []) {
    super(detail || code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.action = action;
    this.errors = errors;
    /** What is on hand now, where a count was refused: `stock-moved`. */
    this.stock = /** @type {{variant: string, onHand: number, held: number}|null} */ (null);
  }

  /**
   * Reads the problem out of an answer.
   *
   * @param {Response} answer
   */
  static async of(answer) {
    const body = await answer.json().catch(() => ({}));
    const problem = new Problem(answer.status, body.code ?? `http-${answer.status}`, body.detail ?? body.title, body.action,
      body.errors);
    problem.stock = body.stock ?? null;
    return problem;
  }

  /** The server was not reached at all. */
  static offline() {
    return new Problem(0, 'offline');
  }

  /** What is wrong with single fields, and the sentence for each; that of the whole is about the only one there is. */
  get fieldErrors() {
    const all = this.errors.length === 1 ? this.detail : '';
    return this.errors.map(({ field, code, detail }) => ({ field, code, detail: detail ?? all }));
  }

  /** Whether asking again later may help. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}
