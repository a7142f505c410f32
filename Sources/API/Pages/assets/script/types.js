/**
 * The shapes the application interface and the room socket speak.
 *
 * They follow `docs/protocols/api.md` and `docs/protocols/room.md`; only types live here, no code runs.
 */

/** @typedef {{minor: number, currency: string}} Money */
/** @typedef {{viewer: string, name: string, role: Role, market: string, language: string, currency: string,
 *             csrf: string, historyKey?: string}} Session */
/** @typedef {'viewer'|'moderator'|'host'|'owner'} Role */
/** @typedef {{id: string, price: Money, days: [number, number]}} Delivery */
/** @typedef {{id: string, name: Record<string, string>, country: string, languages: string[], currency: string,
 *             timeZone: string, primeTime: [string, string], accent: string, danmaku: boolean, picture: {lines: number},
 *             delivery: Delivery[], payments: string[]}} Market */
/** @typedef {{id: string, url: string, alt: string}} Picture */
/** @typedef {{id: string, sku: string, options: string[], price: Money, compareAt: Money|null,
 *             available: number, onHand?: number, held?: number}} Variant the last two for operators */
/** @typedef {{id: string, handle: string, title: string, description: string, state: 'active'|'draft',
 *             pictures: Picture[], options: string[], variants: Variant[], notFor: string|null}} Product */
/** @typedef {{id: string, product: string, variant: string, price: Money, before: Money, units: number, left: number,
 *             limitPerBuyer: number, startsAt: string, endsAt: string, state: 'running'|'ended'|'soldOut'}} Offer */
/** @typedef {{text: string, picture: string|null, count: number}} VoteAnswer */
/** @typedef {{id: string, question: string, answers: VoteAnswer[], state: 'open'|'closed', pinned: boolean,
 *             endsAt: string|null, mine: number|null}} Vote */
/** @typedef {{live: boolean, codec: string|null, synthetic: boolean}} MediaState */
/** @typedef {'scheduled'|'live'|'paused'|'ended'} ShowState */
/** @typedef {'single'|'product'|'cohost'|'voice'|'private'} Scene */
/** @typedef {{pictures: number, sounds: number}} Slots how many of each a session carries */
/** @typedef {{person: string, name: string, role: 'host'|'guest', slot: number|null, microphone: boolean,
 *             camera: boolean, muted: boolean, hidden: boolean}} Person */
/** @typedef {'ours'|'theirs'} Side */
/** @typedef {{id: string, state: 'asked'|'offered'|'running'|'ended',
 *             opponent: {show: string, title: string, host: string}, slot: number, minutes?: number, startsAt: string|null,
 *             endsAt: string|null, score: Record<Side, number>, winner: Side|'even'|null, voice: Side|null}} Battle */
/** @typedef {{scene: Scene, pictures: number, sounds: number, layout: 'speaker'|'grid'|'inset', front: number,
 *             people: Person[], hands: number, promise: string|null, battle: Battle|null,
 *             recording: boolean|null}} StageState */
/** @typedef {{person: string, name: string, camera: boolean, product: string|null, since: string, isInvited: boolean,
 *             isReady: boolean}} Hand */
/** @typedef {{state: 'none'|'raised'|'invited'|'seated'|'banned', slot: number|null, position: number|null,
 *             muted: boolean, hidden: boolean}} Mine */
/** @typedef {{call: string, person: string, name: string, product: string|null, note: string|null, rungAt: string,
 *             state: 'missed'|'ended'|'done'}} Call */
/** @typedef {{id: string, title: string, description: string, host: string, state: ShowState, startsAt: string|null,
 *             startedAt: string|null, language: string, poster: string|null, viewers: number, pinned: string|null,
 *             offer: Offer|null, vote: Vote|null, media: MediaState, access: 'open'|'restricted',
 *             allowsLinks: boolean, scene?: Scene, pictures?: number, sounds?: number}} Show */
/** @typedef {{id?: number, at?: string, message: string, viewer: string, name: string, role: Role, text: string,
 *             client?: string}} ChatLine */
/** @typedef {{variant: string, product: string, title: string, options: string[], picture: string|null,
 *             quantity: number, unit: Money, total: Money, offer?: string|null, available?: number}} CartLine */
/** @typedef {{lines: CartLine[], total: Money, problems: {code: string, variant: string, detail: string, action?: string}[]}} Cart */
/** @typedef {{name: string, line1: string, line2: string, city: string, region: string, postcode: string,
 *             country: string, phone: string, email: string}} Address */
/** @typedef {'created'|'requiresAction'|'processing'|'captured'|'failed'|'cancelled'|'refunded'} PaymentState */
/** @typedef {{state: PaymentState, method: string, action: {kind: string, triesLeft: number|null}|null,
 *             failure: string|null}} Payment */
/** @typedef {{id: string, number: string, key: string|null, state: 'awaitingPayment'|'paid'|'cancelled'|'expired',
 *             show: string|null, placedAt: string, holdUntil: string|null, lines: CartLine[], delivery: Delivery,
 *             subtotal: Money, total: Money, address: Address, payment: Payment}} Order */
/** @typedef {{live: boolean, codec: string|null, width: number, height: number, framesPerSecond: number,
 *             bitrate: number, loss: number, roundTrip: number|null, viewers: number, since: string|null,
 *             resumed: number}} Health */
/** @typedef {{created: number, updated: number, skipped: number,
 *             pictures: number, lines: {line: number, column: string, problem: string, action: string}[]}} ImportReport */
/** @typedef {{id: string, email: string, role: Role, name?: string}} Member */

export {};
