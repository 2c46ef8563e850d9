import { html, nothing } from 'lit';
import type { ViewerCommand } from '../../components/dock/events.ts';
import type { DockState } from './dock-state.ts';
import '../../components/dock/notice-bar.ts';
import '../../components/dock/row-menu.ts';
import '../../components/dock/viewer-panel.ts';

export type MenuCommand = Extract<ViewerCommand, { kind: 'menu' }>;

/** What lies over the page: the panel of a viewer, the menu and the notice. */
export function renderLayers(dock: DockState, menu: MenuCommand | null, closeMenu: () => void) {
  const { person, details } = dock.open;
  const notice = html`<rolecall-notice
    .notice=${dock.actions.notice}
    @rolecall-notice=${({ detail }: CustomEvent<string>) => onNotice(dock, detail)}
  ></rolecall-notice>`;
  return html`<rolecall-viewer
      .person=${person}
      .details=${details}
      .isRefreshing=${dock.isRefreshing}
      .isDisabled=${dock.isOffline}
      .now=${dock.now}
      @rolecall-close=${() => dock.open.close()}
      >${person ? notice : nothing}</rolecall-viewer
    >
    <rolecall-menu
      .command=${menu}
      .features=${dock.features.names}
      .isDisabled=${dock.isOffline}
      @rolecall-close=${closeMenu}
    ></rolecall-menu>
    ${person ? nothing : notice}`;
}

function onNotice(dock: DockState, what: string): void {
  if (what === 'undo') void dock.actions.undo();
  else if (what === 'close') dock.actions.dismiss();
  else dock.actions.keep(what === 'keep');
}
