import type { tokenTexts as en } from '../en/token.ts';

export const tokenTexts: typeof en = {
  heading: 'Precisa de um token de acesso',
  missing: 'Outros aparelhos alcançam este Rolecall, então ele não deixa ninguém entrar sem token de acesso.',
  wrong: 'O token de acesso desta página não vale mais.',
  how: 'Abra o endereço que o Rolecall mostra ao abrir, ou digite um token aqui.',
  label: 'Token de acesso',
  open: 'Abrir',
};
