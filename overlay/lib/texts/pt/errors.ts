import type { errorTexts as en } from '../en/errors.ts';

export const errorTexts: typeof en = {
  code: {
    invalid_format: 'O Rolecall não conseguiu ler o que esta página enviou. Recarregue a página.',
    invalid_params: 'Este valor não é aceito. Confira o que você escolheu ou digitou.',
    unauthorized: 'É preciso um token de acesso. Abra o endereço que o Rolecall mostrou ao iniciar.',
    forbidden: 'Isso não é permitido: a Twitch ou o token desta página não deixa.',
    unknown_action: 'Esta página e o Rolecall são de versões diferentes. Recarregue a página.',
    not_found: 'Não existe, ou não existe mais. Confira o nome ou recarregue a página.',
    not_connected:
      'Falta uma conexão para isso. Veja nas configurações se a Twitch e os seus programas estão conectados.',
    rate_limited: 'Foi demais de uma vez. Espere um pouco e tente de novo.',
    internal_error: 'Algo deu errado no Rolecall. Tente de novo; o registro dele diz mais.',
    unavailable: 'Agora não dá. Tente de novo daqui a pouco; o registro do Rolecall diz mais.',
    disconnected: 'O Rolecall não responde. Tente de novo quando ele voltar.',
    timeout: 'O Rolecall não respondeu a tempo. Tente de novo.',
    closed: 'A conexão com o Rolecall foi fechada. Recarregue a página.',
  },
  other: 'Algo deu errado. Tente de novo ou recarregue a página.',
};
