import type { ReactiveControllerHost } from 'lit';
import type { Result, RolecallClient } from '../../../integrations/client/index.ts';
import type { Confirm } from './confirm.ts';
import type { Saving } from './saving.ts';
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

/** Who may come in from elsewhere, and where. Looked up while the section is shown. */
export class TokenList {
  /** null: not known yet. */
  tokens: readonly Token[] | null = null;
  addresses: Addresses | null = null;
  /** The one that was just made: it is never told again. */
  made: NewToken | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #client: RolecallClient;
  readonly #saving: Saving;
  readonly #confirm: Confirm;

  constructor(host: ReactiveControllerHost, client: RolecallClient, saving: Saving, confirm: Confirm) {
    this.#host = host;
    this.#client = client;
    this.#saving = saving;
    this.#confirm = confirm;
  }

  async load(): Promise<void> {
    const [list, addresses] = await Promise.all([
      this.#client.call('tokens.list', { limit: 50 }),
      this.#client.call('server.addresses'),
    ]);
    this.tokens = list.items;
    this.addresses = addresses;
    this.#host.requestUpdate();
  }

  async edit(edit: TokenEdit): Promise<void> {
    if (edit.kind === 'create') await this.#create(edit.name, edit.level);
    else if (edit.kind === 'revoke') await this.#revoke(edit.token);
    else this.made = null;
    this.#host.requestUpdate();
  }

  /** A second press while the first is under way makes no second one, whose secret would hide the first's. */
  async #create(name: string, level: Token['level']): Promise<void> {
    if (this.made || this.#saving.marks.get('token')?.state === 'saving') return;
    await this.#saving.run('token', async () => {
      this.made = await this.#client.call('tokens.create', { name, level });
      await this.load();
      return { text: t.made(name) };
    });
  }

  #revoke({ id, name }: Token): Promise<boolean> {
    return this.#saving.run(`token.${id}`, async () => {
      const { revokeText: text, revokeYes: yes, revokeNo: no } = t;
      if (!(await this.#confirm.ask({ heading: t.revokeHeading(name), text, yes, no }))) return null;
      await this.#client.call('tokens.revoke', { id });
      if (this.made?.id === id) this.made = null;
      await this.load();
      return { text: t.revoked(name) };
    });
  }
}
