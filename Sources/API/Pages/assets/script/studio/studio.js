import { session } from '../api/client.js';
import { persist } from '../api/persist.js';
import { serverNow } from '../api/server-time.js';
import { need } from '../element/build.js';
import { whileShown } from '../element/ticker.js';
import { toastProblem } from '../element/toast.js';
import { Room } from '../room/room.js';
import { keepScene, keptScene } from '../media/slots.js';
import { settle } from '../session/place.js';
import { wirePlacePill } from '../session/place-pill.js';
import { formatClock } from '../text/format.js';
import { addTexts, t } from '../text/language.js';
import { Camera } from './camera.js';
import { DeskChat } from './desk-chat.js';
import { HealthStrip } from './health-strip.js';
import { ObsPanel } from './obs-panel.js';
import { OnAir } from './on-air.js';
import { RunningOrder } from './running-order.js';
import { StagePanel } from './stage-panel.js';

/** The show of this page, from its address: `/studio/{show}`. */
const showID = decodeURIComponent(location.pathname.split('/')[2] ?? '');

/** How long the camera waits to hear what kind of show it is for, in milliseconds. */
const WAITS_FOR_SCENE = 1000;

/** @param {Room} room */
function drawHead({ show }) {
  if (!show) return;
  document.title = `${show.title} · ${t('studio.title')}`;
  need('#title').textContent = show.title;
  const badge = need('#state');
  badge.textContent = t(`showState.${show.state}`);
  badge.classList.toggle('on-air', show.state === 'live');
  need('#viewers').textContent = t('live.viewers', { count: show.viewers });
}

async function begin() {
  await settle();
  await Promise.all(['desk', 'stage'].map((part) => persist(() => addTexts(part))));
  const { role } = await session();
  if (role === 'viewer') {
    location.replace(`/sign-in?to=${encodeURIComponent(location.pathname)}`);
    return;
  }
  const room = new Room(showID);
  room.addEventListener('show', () => drawHead(room));
  room.addEventListener('viewers', () => drawHead(room));
  void wirePlacePill(need('#place'));
  const camera = new Camera();
  const onAir = new OnAir(room, camera);
  new HealthStrip(room, onAir);
  new StagePanel(room);
  new RunningOrder(room);
  new DeskChat(room);
  new ObsPanel(room);
  whileShown(need('#since'), () => {
    const start = room.show?.state === 'live' ? room.show.startedAt : null;
    need('#since').textContent = start ? formatClock(serverNow() - Date.parse(start)) : '';
  });
  // The camera is there for the host also while the server is not.
  const entered = room.enter().catch(toastProblem);
  await Promise.race([entered, new Promise((resolve) => setTimeout(resolve, WAITS_FOR_SCENE))]);
  const scene = room.show?.scene ?? keptScene(showID);
  keepScene(showID, scene ?? undefined);
  camera.hasPicture = scene !== 'voice';
  document.body.dataset.scene = scene ?? 'single';
  await camera.open();
  await entered;
  await onAir.resume();
}

begin().catch(toastProblem);
