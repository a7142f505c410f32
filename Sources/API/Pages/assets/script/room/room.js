/** @typedef {import('../types.js').ChatLine} ChatLine */
/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('../types.js').Show} Show */
import { api, session } from '../api/client.js';
import { persist } from '../api/persist.js';
import { RoomSocket } from './socket.js';

/** How many lines a page keeps. */
const LINES_KEPT = 200;
/** A fact reaches all viewers at once; what they read because of it is spread over this many milliseconds. */
const READ_WITHIN = 2000;

/**
 * One room as the page knows it: show, shelf, chat.
 *
 * The socket's facts are applied here, once; parts of the page listen. Events: `show`, `shelf`, `chat`, `heard`
 * (the name of a line of one's own that was taken), `chatHidden`, `reactions`, `viewers`, `pulse`, `refused`, `health`,
 * `layers`, `connection`, `snapshot`, and of the stage: `stage`, `hands`, `mine`, `loud`.
 */
export class Room extends EventTarget {
  /** @type {Show|null} */ show = null;
  /** @type {Product[]} */ shelf = [];
  /** Whether the shelf has arrived; an empty one is a shelf too. */
  hasShelf = false;
  /** @type {ChatLine[]} */ lines = [];
  /** @type {{viewer: string, name: string, role: string}|null} */ me = null;
  /** Which layers somebody watches, by session; who sends them is told, and hosts. */
  layers = /** @type {Map<string, string[]>} */ (new Map());
  /** Who is on the stage, and how it looks; `null` until that is told. */
  stage = /** @type {import('../types.js').StageState|null} */ (null);
  /** Who waits, the longest first; hosts and moderators are told. */
  hands = /** @type {import('../types.js').Hand[]} */ ([]);
  /** How things stand with the caller on the stage. */
  mine = /** @type {import('../types.js').Mine} */ ({ state: 'none', slot: null, position: null, muted: false, hidden: false });
  /** Who is heard now, the loudest first. */
  loud = /** @type {string[]} */ ([]);
  #sent = 0;
  #shelvesAsked = 0;
  #shelfTaken = 0;
  #awaited = /** @type {Set<string>} */ (new Set());

  /** @param {string} id */
  constructor(id) {
    super();
    this.id = id;
    this.socket = new RoomSocket(id);
    this.socket.addEventListener('message', (event) => this.#apply(/** @type {CustomEvent} */ (event).detail));
    this.socket.addEventListener('state', (event) => this.#tell('connection', /** @type {CustomEvent} */ (event).detail));
  }

  /** Reads show and shelf, and opens the socket; what does not come at once is asked for again. */
  async enter() {
    await persist(session);
    this.socket.open();
    // A show that is not there is said by the answer below; its shelf needs no word of its own.
    persist(() => this.#readShelf()).catch(() => null);
    const show = await persist(() => api.get(`/shows/${this.id}`));
    this.show ??= show;
    this.#tell('show');
  }

  /** Reads the shelf; of answers that overtake each other the one asked for last stands. */
  async #readShelf() {
    const asked = this.#shelvesAsked += 1;
    const answer = await api.get(`/shows/${this.id}/shelf`);
    if (asked < this.#shelfTaken) return;
    this.#shelfTaken = asked;
    this.shelf = answer.items ?? answer;
    this.hasShelf = true;
    this.#tell('shelf');
  }

  /**
   * A product of the shelf.
   *
   * @param {string|null|undefined} id
   */
  product(id) {
    return this.shelf.find((product) => product.id === id) ?? null;
  }

  /**
   * The running offer for a product, if any.
   *
   * @param {string} product
   */
  offerFor(product) {
    const offer = this.show?.offer;
    return offer && offer.product === product && offer.state === 'running' ? offer : null;
  }

  /**
   * Says a line; `refused` tells when it was not taken.
   *
   * @param {string} text
   * @returns {string|null} the name the answer comes with, or `null` when it did not leave
   */
  say(text) {
    this.#sent += 1;
    const client = `c${this.#sent}`;
    return this.socket.send({ type: 'chat', client, text }) ? client : null;
  }

  /** @param {string} kind */
  react(kind) {
    return this.socket.send({ type: 'reaction', kind });
  }

  /** @param {number} answer */
  vote(answer) {
    const vote = this.show?.vote;
    if (!vote || !this.socket.send({ type: 'vote', vote: vote.id, answer })) return false;
    vote.mine = answer;
    this.#tell('show');
    return true;
  }

  /**
   * One command to the stage; what it changes comes by the socket.
   *
   * @param {string} what such as `raise`
   * @param {Record<string, unknown>} [details]
   */
  async act(what, details = {}) {
    await api.post(`/shows/${this.id}/stage`, { do: what, ...details });
  }

  /** @param {'firstFrame'|'freeze'|'stall'} kind @param {number} milliseconds */
  report(kind, milliseconds) {
    this.socket.send({ type: 'quality', kind, milliseconds: Math.round(milliseconds) });
  }

  /** @param {any} message */
  #apply(message) {
    switch (message.type) {
      case 'snapshot': return this.#takeSnapshot(message);
      case 'chat': return this.#addLine(message);
      case 'chatHidden': return this.#hideLine(message.message);
      case 'reactions': return this.#tell('reactions', message.counts);
      case 'presence': return this.#setViewers(message.viewers);
      case 'show': return this.#change(pick(message, ['state', 'media', 'title', 'startedAt', 'access']));
      case 'pin': return this.#change({ pinned: message.product });
      case 'shelf': return this.#readSoon('shelf', () => this.#readShelf());
      case 'stock': return this.#setStock(message.variant, message.available);
      case 'price': return this.#readSoon(message.product, () => this.#readProduct(message.product));
      case 'offer': return void this.#setOffer(message);
      case 'vote': return this.#setVote(message.vote);
      case 'order': return this.#tell('pulse', message);
      case 'refused': return this.#tell('refused', message);
      case 'health': return this.#tell('health', message);
      case 'layers':
        this.layers.set(message.session, message.wanted);
        return this.#tell('layers');
      case 'stage':
        this.stage = message.stage;
        return this.#tell('stage');
      case 'hands':
        this.hands = message.hands;
        return this.#tell('hands');
      case 'mine':
        this.mine = message.mine;
        return this.#tell('mine');
      case 'loud':
        this.loud = message.people;
        return this.#tell('loud');
      default: return undefined;
    }
  }

  /**
   * Where the room stands; after the first one, facts about the shelf may have been missed.
   *
   * @param {any} message
   */
  #takeSnapshot(message) {
    if (this.me) this.#readSoon('shelf', () => this.#readShelf());
    this.show = message.show;
    this.lines = message.chat;
    this.me = message.me;
    this.#tell('snapshot');
    this.#tell('show');
    this.#tell('viewers', message.show.viewers);
  }

  /**
   * One's own line comes twice, the second time with the name it was sent under.
   *
   * @param {ChatLine} line
   */
  #addLine(line) {
    if (line.client) {
      this.#tell('heard', line.client);
      if (this.lines.some((each) => each.message === line.message)) return;
    }
    this.lines.push(line);
    if (this.lines.length > LINES_KEPT) this.lines.shift();
    this.#tell('chat', line);
  }

  /** @param {string} message */
  #hideLine(message) {
    this.lines = this.lines.filter((line) => line.message !== message);
    this.#tell('chatHidden', message);
  }

  /** @param {number} viewers */
  #setViewers(viewers) {
    if (this.show) this.show.viewers = viewers;
    this.#tell('viewers', viewers);
  }

  /** @param {Partial<Show>} change */
  #change(change) {
    if (!this.show) return;
    this.show = { ...this.show, ...change };
    this.#tell('show');
  }

  /** @param {string} variant @param {number} available */
  #setStock(variant, available) {
    for (const product of this.shelf) {
      for (const each of product.variants) if (each.id === variant) each.available = available;
    }
    this.#tell('shelf');
  }

  /**
   * Reads what has changed at a moment of this page's own, once for all changes until then.
   *
   * @param {string} what
   * @param {() => Promise<void>} read
   */
  #readSoon(what, read) {
    if (this.#awaited.has(what)) return;
    this.#awaited.add(what);
    setTimeout(() => {
      this.#awaited.delete(what);
      read().catch(() => null);
    }, Math.random() * READ_WITHIN);
  }

  /** @param {string} id */
  async #readProduct(id) {
    const product = await api.get(`/products/${id}`);
    this.shelf = this.shelf.map((each) => (each.id === id ? product : each));
    this.#tell('shelf');
  }

  /**
   * The offer in the money of the caller's market.
   *
   * @param {any} message
   */
  async #setOffer({ offer, prices }) {
    const { market } = await session();
    this.#change({ offer: { ...offer, ...(prices?.[market] ?? {}) } });
  }

  /**
   * Counts come for everybody alike; one's own choice is remembered here.
   *
   * @param {any} vote
   */
  #setVote(vote) {
    const mine = vote && this.show?.vote?.id === vote.id ? this.show?.vote?.mine : null;
    this.#change({ vote: vote ? { ...vote, mine: vote.mine ?? mine ?? null } : null });
  }

  /** @param {string} name @param {unknown} [detail] */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** @param {any} from @param {string[]} names */
function pick(from, names) {
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
}
