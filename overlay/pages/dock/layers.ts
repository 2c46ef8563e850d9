import { html, nothing } from 'lit';
import type { ViewerCommand } from '../../components/dock/events.ts';
import type { CureEvent } from '../../components/dock/viewer-panel.ts';
import { connectTexts } from '../../lib/texts/connect.ts';
import { demoMenuTexts } from '../../lib/texts/demo-menu.ts';
import { dockTexts } from '../../lib/texts/dock.ts';
import { language } from '../../lib/texts/language.ts';
import type { DockState } from './dock-state.ts';
import type { ViewerState } from './viewer-state.ts';
import '../../components/dock/notice-bar.ts';
import '../../components/dock/row-menu.ts';
import type { Sheet } from '../../components/dock/sheet.ts';
import '../../components/dock/sheet.ts';
import '../../components/dock/viewer-panel.ts';

export type MenuCommand = Extract<ViewerCommand, { kind: 'menu' }>;

/** What is in a panel that is loaded when it is opened; null: not there yet. */
export interface Wanted {
  readonly lists: unknown;
  readonly connect: unknown;
}

/** What lies over the page: a viewer, the lists, the login, the menu and the notice. */
export function renderLayers(
  dock: DockState,
  viewers: ViewerState,
  menu: MenuCommand | null,
  closeMenu: () => void,
  wanted: Wanted,
) {
  const { person, details, feature } = viewers.open;
  const notice = html`<rolecall-notice
    .notice=${dock.notices.shown}
    @rolecall-notice=${({ detail }: CustomEvent<string>) => onNotice(dock, detail)}
  ></rolecall-notice>`;
  const closeSheet = (): void => dock.showSheet(null);
  const isOver = person !== null || dock.sheet !== null;
  return html`<rolecall-viewer
      .person=${person}
      .details=${details}
      .feature=${feature}
      .policies=${dock.features.policies}
      .channelLogin=${dock.live.status?.channel?.userLogin ?? null}
      .isRefreshing=${viewers.isRefreshing}
      .isDisabled=${dock.isOffline}
      .now=${dock.now}
      @rolecall-close=${() => viewers.open.close()}
      @rolecall-cure=${(event: CureEvent) => onCure(dock, event)}
      >${person ? notice : nothing}</rolecall-viewer
    >
    <rolecall-sheet
      .label=${dockTexts[language].lists}
      .isOpen=${dock.sheet === 'lists'}
      @rolecall-close=${closeSheet}
      >${dock.sheet === 'lists' ? html`${wanted.lists}${notice}` : nothing}</rolecall-sheet
    >
    <rolecall-sheet
      .label=${connectTexts[language].heading}
      .isOpen=${dock.sheet === 'connect'}
      @rolecall-close=${closeSheet}
      >${dock.sheet === 'connect' ? html`${wanted.connect}${notice}` : nothing}</rolecall-sheet
    >
    <rolecall-sheet
      .label=${demoMenuTexts[language].heading}
      .isOpen=${dock.sheet === 'demo'}
      @rolecall-close=${closeSheet}
      >${
        dock.sheet === 'demo'
          ? html`<rolecall-demo-menu @rolecall-shown=${closeAround}></rolecall-demo-menu>`
          : nothing
      }</rolecall-sheet
    >
    <rolecall-menu
      .command=${menu}
      .features=${dock.features.names}
      .isDisabled=${dock.isOffline}
      @rolecall-close=${closeMenu}
    ></rolecall-menu>
    ${isOver ? nothing : notice}`;
}

export const loadDemoMenu = () => import('../../components/dock/demo-menu.ts');

/** The focus goes back to what opened it. */
const closeAround = ({ currentTarget }: Event): void =>
  (currentTarget as Element).closest<Sheet>('rolecall-sheet')?.close();

function onNotice({ notices }: DockState, what: string): void {
  if (what === 'act') notices.act();
  else if (what === 'close') notices.dismiss();
  else notices.keep(what === 'keep');
}

function onCure(dock: DockState, { kind, feature }: CureEvent): void {
  if (kind === 'sync') void dock.sync.run(true);
  else if (dock.features.isOn(feature) === false) void dock.switches.toggle(feature);
}
