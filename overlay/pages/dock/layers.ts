import { html, nothing } from 'lit';
import type { Wish } from '../../components/dock/events.ts';
import type { EndEvent } from '../../components/dock/viewer-panel.ts';
import type { DockParts } from './dock-state.ts';
import '../../components/dock/notice-bar.ts';
import '../../components/dock/row-menu.ts';
import '../../components/dock/viewer-panel.ts';

export type MenuWish = Extract<Wish, { kind: 'menu' }>;

/** What lies over the page: a viewer, a menu, and what was just done. */
export function drawLayers(parts: DockParts, menu: MenuWish | null, closeMenu: () => void, now: number) {
  const { person, file } = parts.open;
  const notice = html`<rolecall-notice
    .notice=${parts.byHand.notice}
    @rolecall-notice=${({ detail }: CustomEvent<string>) => onNotice(parts, detail)}
  ></rolecall-notice>`;
  return html`<rolecall-viewer
      .person=${person}
      .file=${file}
      .isRefreshing=${parts.isRefreshing}
      .isDisabled=${parts.isOffline}
      .now=${now}
      @rolecall-close=${() => parts.open.close()}
      @rolecall-end=${({ override, grant }: EndEvent) => end(parts, override, grant)}
      >${person ? notice : nothing}</rolecall-viewer
    >
    <rolecall-menu
      .wish=${menu}
      .features=${parts.features.names}
      .isDisabled=${parts.isOffline}
      @rolecall-close=${closeMenu}
    ></rolecall-menu>
    ${person ? nothing : notice}`;
}

function end(parts: DockParts, override: EndEvent['override'], grant: EndEvent['grant']): void {
  if (override) void parts.byHand.endOverride(override);
  if (grant) void parts.byHand.endGrant(grant);
}

function onNotice(parts: DockParts, what: string): void {
  if (what === 'undo') void parts.byHand.undo();
  else if (what === 'close') parts.byHand.dismiss();
  else parts.byHand.keep(what === 'keep');
}
