import { html } from 'lit';
import '../../../components/settings/badge-section.ts';

export function render() {
  return html`<rolecall-badge-section .origin=${location.origin}></rolecall-badge-section>`;
}
