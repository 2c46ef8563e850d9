import type { integrationTexts as en } from '../en/settings-integrations.ts';

export const integrationTexts: typeof en = {
  lead: 'Tudo neste PC pode perguntar ao Rolecall. Copie o que precisar; os endereços são os da sua instalação.',
  obs: 'OBS',
  dock: 'O dock',
  dockHint: 'No OBS: Painéis > Painéis de navegador personalizados. Dê um nome e cole isto como URL.',
  badge: 'O badge na live',
  badgeHint: 'No OBS: Fontes > + > Navegador. Largura 400, altura 80. Mais opções em “Badge”.',
  waiting: 'Baixar o badge que espera',
  waitingHint:
    'Se o OBS abre antes do Rolecall, um badge comum fica vazio até você recarregar. Este arquivo espera: salve e escolha-o na fonte de navegador como “Arquivo local”.',
  waitingDock: 'Baixar o dock que espera',
  waitingDockHint:
    'Um dock comum mostra um erro se o OBS abre antes do Rolecall. Este arquivo espera: salve e dê ao dock o endereço dele como URL, por exemplo file:///C:/Users/you/Documents/rolecall-dock.html',
  script: 'Script do OBS',
  scriptHint:
    'Teclas de atalho, uma fonte de texto e o início da sua live: Ferramentas > Scripts > +, e escolha o arquivo integrations/obs/rolecall.py na pasta do Rolecall. Se só quer que a live seja detectada, o interruptor mais abaixo faz isso sem script.',
  sbImport: 'Ou tudo de uma vez, como importação:',
  sbDownload: 'Baixar rolecall.sb',
  sbImportHint:
    'Arraste o arquivo para “Import String” na janela Import do Streamer.bot. Nada disso foi testado ainda em um Streamer.bot real: teste antes com a conta de um amigo.',
  sbScripts:
    'Ou só um script: abra, copie tudo e cole em Core > C# > Execute C# Code. Seu endereço já está nele.',
  check: 'O que seus programas perguntam',
  feature: 'Este espectador pode usar',
  consume: 'Começar a espera a cada sim',
  consumeHint: 'Logo antes de algo ser falado ou tocado. Desligado para só olhar.',
  streamerbot: 'Streamer.bot',
  sbSteps: 'Na ação que fala, ponha antes duas sub-ações (Streamer.bot 1.0 ou mais novo):',
  sbFetch: 'Core > Network > Fetch URL, com estes campos:',
  url: 'URL',
  variable: 'Variable Name',
  parse: 'Parse result as JSON',
  parseOff: 'desligado',
  sbIf: 'Core > Logic > If/Else:',
  input: 'Input',
  operator: 'Operator',
  value: 'Value',
  sbThen: 'Ponha o que fala em “True Result” e deixe “False Result” vazio, ou diga lá por que não.',
  closed: 'Para ninguém passar sem querer',
  closedText:
    'Compare com “allow”, nunca com “deny”. Se o Rolecall está fechado ou algo falha, a resposta não é “allow” e nada é falado.',
  others: 'Mix It Up, SAMMI, Firebot, Touch Portal, Companion',
  text: 'Uma palavra: allow, deny ou error',
  textHint: 'Ponha o nome ou o ID do espectador no lugar de “some_viewer”, como seu programa escreve.',
  json: 'A resposta inteira com o motivo, em JSON',
  recipes:
    'Em que campo vai, e como estes e um Stream Deck sincronizam, dão minutos e silenciam: integrations/recipes na pasta do Rolecall, uma página por programa.',
  makers: 'Para programas seus',
  ws: 'WebSocket',
  wsFrame: 'Uma pergunta pelo WebSocket',
  curl: 'Sincronizar por uma linha de comando',
  protocol: 'Todas as ações e eventos',
};
