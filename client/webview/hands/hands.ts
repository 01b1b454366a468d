/** What changes the plan from its picture, as a script of its own: moving bars, editing in place, and the drawer of findings. */
import { createAsking } from './ask.ts';
import { createDrawer } from './drawer.ts';
import { made } from './elements.ts';
import { createFind } from './find.ts';
import { createInPlace } from './in-place.ts';
import { createLinking } from './linking.ts';
import type { Hands, Preview, Shown } from './model.ts';
import { createMoving } from './moving.ts';

function createHands(preview: Preview): Hands {
  const said = made('p', { id: 'hands-said', class: 'rp-sr', role: 'status' });
  document.body.append(said);
  const announce = (words: string) => {
    said.textContent = words;
  };
  const asking = createAsking(preview);
  // It hears of what is pressed before bars are moved.
  const linking = createLinking(preview, asking, announce);
  const moving = createMoving(preview, asking, announce);
  const inPlace = createInPlace(preview, asking, announce);
  const drawer = createDrawer(preview, asking);
  const find = createFind(preview);
  let last: Shown | undefined;
  return {
    shown(message) {
      const isSame = last?.version === message.version && last.pictures.release === message.pictures.release;
      last = message;
      for (const one of [moving, linking]) isSame ? one.redrawn() : one.cancel();
      inPlace.shown(message);
      find.shown();
      asking.shown(message);
      drawer.refresh();
    },
    receive(message) {
      asking.receive(message);
      drawer.receive(message);
    },
    toggleDrawer: drawer.toggle,
  };
}

Object.assign(globalThis, { releasePlanHands: createHands });
