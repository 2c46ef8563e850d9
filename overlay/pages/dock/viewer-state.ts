import type { ReactiveControllerHost } from 'lit';
import type { ViewerCommand } from '../../components/dock/events.ts';
import type { ListName } from '../../components/dock/viewers-pane.ts';
import type { Person } from '../../lib/format/person.ts';
import { ExceptionList } from '../../lib/state/exception-list.ts';
import { GoodNews } from '../../lib/state/good-news.ts';
import { LaterAnswers } from '../../lib/state/later-answers.ts';
import { lateHost } from '../../lib/state/late-host.ts';
import { OpenViewer } from '../../lib/state/open-viewer.ts';
import { QuestionLog } from '../../lib/state/question-log.ts';
import { ReasonCounts } from '../../lib/state/reason-counts.ts';
import { RoleChanges } from '../../lib/state/role-changes.ts';
import { SpokenChanges } from '../../lib/state/spoken-changes.ts';
import { ViewerActions } from '../../lib/state/viewer-actions.ts';
import { ViewerList } from '../../lib/state/viewer-list.ts';
import { ViewerSearch } from '../../lib/state/viewer-search.ts';
import type { DockState } from './dock-state.ts';

/** What the dock knows of viewers, and what can be done with them: loaded after the first picture. */
export class ViewerState {
  readonly #host: ReactiveControllerHost;
  readonly changes: RoleChanges;
  readonly reasons: ReasonCounts;
  readonly list: ViewerList;
  readonly exceptions: ExceptionList;
  readonly search: ViewerSearch;
  readonly open: OpenViewer;
  readonly actions: ViewerActions;
  readonly questions: QuestionLog;
  readonly spoken: SpokenChanges;
  readonly news: GoodNews;
  readonly later: LaterAnswers;
  isRefreshing = false;
  /** Which of the lists of people is shown. */
  shownList: ListName = 'subscriber';

  constructor(page: ReactiveControllerHost, { client, features, notices, feed }: DockState) {
    const host = lateHost(page);
    this.#host = host;
    this.changes = new RoleChanges(host, client);
    this.reasons = new ReasonCounts(host, client);
    this.list = new ViewerList(host, client);
    this.exceptions = new ExceptionList(host, client);
    this.search = new ViewerSearch(host, client);
    this.open = new OpenViewer(host, client, () => features.names);
    this.actions = new ViewerActions(host, client, notices);
    this.questions = new QuestionLog(host, client);
    this.spoken = new SpokenChanges(host, client);
    this.news = new GoodNews(host, client, features, notices);
    this.later = new LaterAnswers(host, client, feed);
  }

  show(list: ListName): void {
    this.shownList = list;
    if (list !== 'exceptions') this.list.show(list);
    this.#host.requestUpdate();
  }

  /** What a row or a panel asks for; a menu is the page's. */
  run(command: Exclude<ViewerCommand, { kind: 'menu' }>): void {
    const { actions } = this;
    switch (command.kind) {
      case 'open':
        return this.open.open(command.person, command.feature ?? null);
      case 'refresh':
        return void this.#refresh(command.person);
      case 'add-bot':
        return void actions.addBot(command.person);
      case 'give':
        return void actions.give(command.person, command.feature, command.minutes);
      case 'deny':
      case 'allow':
        return void actions.set(command.person, command.feature, command.kind, command.until);
      case 'end-override':
        return void actions.endOverride(command.override);
      case 'end-grant':
        return void actions.endGrant(command.grant);
    }
  }

  async #refresh(person: Person): Promise<void> {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    this.#host.requestUpdate();
    await this.actions.refresh(person);
    this.isRefreshing = false;
    this.open.readAgain();
  }
}
