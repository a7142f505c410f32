/** How far the server's clock is ahead of this device's, in milliseconds. */
let ahead = 0;
/** Whether the room has named the time: what answers say of it is coarser, and may be a second old. */
let isExact = false;

/**
 * Learns from an answer what time it is at the server.
 *
 * `Date` names a whole second between sending and receiving, which gives two bounds; what lies within them stays.
 *
 * @param {Response} answer
 * @param {number} sent when the request left, by this device's clock
 */
export function learnTime(answer, sent) {
  const written = Date.parse(answer.headers.get('Date') ?? '');
  if (Number.isNaN(written) || isExact) return;
  ahead = Math.min(Math.max(ahead, written - Date.now()), written + 1000 - sent);
}

/**
 * Learns from a message that named the server's time, to within the time that its way there and back took.
 *
 * @param {number} named by the server, in milliseconds since 1970
 * @param {number} asked when the question left, by this device's clock
 */
export function learnExactTime(named, asked) {
  isExact = true;
  ahead = Math.min(Math.max(ahead, named - Date.now()), named - asked);
}

/** What time it is at the server, in milliseconds since 1970: what its times are compared with. */
export function serverNow() {
  return Date.now() + ahead;
}
