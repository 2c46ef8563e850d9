import type { Result } from '../../../integrations/client/index.ts';
import { Editor } from './editor.ts';
import { language } from '../texts/language.ts';
import { computersTexts } from '../texts/settings-computers.ts';

const t = computersTexts[language];

export type Token = Result<'tokens.list'>['items'][number];
export type NewToken = Result<'tokens.create'>;
export type Addresses = Result<'server.addresses'>;
export type TokenEdit =
  | { readonly kind: 'create'; readonly name: string; readonly level: Token['level'] }
  | { readonly kind: 'revoke'; readonly token: Token }
  | { readonly kind: 'seen' };

/** Access tokens, and the addresses of this Rolecall. Loaded when their section is shown. */
export class TokenList extends Editor {
  /** null: not known yet. */
  tokens: readonly Token[] | null = null;
  addresses: Addresses | null = null;
  /** The token that was just made: it is shown once. */
  made: NewToken | null = null;

  async load(): Promise<void> {
    const [list, addresses] = await Promise.all([
      this.client.call('tokens.list', { limit: 50 }),
      this.client.call('server.addresses'),
    ]);
    this.tokens = list.items;
    this.addresses = addresses;
    this.host.requestUpdate();
  }

  async edit(edit: TokenEdit): Promise<void> {
    if (edit.kind === 'create') await this.#create(edit.name, edit.level);
    else if (edit.kind === 'revoke') await this.#revoke(edit.token);
    else this.made = null;
    this.host.requestUpdate();
  }

  /** A second press makes no second token: it would hide the first one's secret. */
  async #create(name: string, level: Token['level']): Promise<void> {
    if (this.made || this.saving.marks.get('token')?.state === 'saving') return;
    await this.saving.run('token', async () => {
      this.made = await this.client.call('tokens.create', { name, level });
      await this.load();
      return { text: t.made(name) };
    });
  }

  #revoke({ id, name }: Token): Promise<boolean> {
    return this.saving.run(`token.${id}`, async () => {
      const { revokeText: text, revokeYes: yes, revokeNo: no } = t;
      if (!(await this.confirm.ask({ heading: t.revokeHeading(name), text, yes, no }))) return null;
      await this.client.call('tokens.revoke', { id });
      if (this.made?.id === id) this.made = null;
      await this.load();
      return { text: t.revoked(name) };
    });
  }
}
