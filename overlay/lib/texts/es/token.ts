import type { tokenTexts as en } from '../en/token.ts';

export const tokenTexts: typeof en = {
  heading: 'Hace falta un token de acceso',
  missing: 'Otros aparatos llegan a este Rolecall, así que no deja entrar a nadie sin token de acceso.',
  wrong: 'El token de acceso de esta página ya no vale.',
  how: 'Abre la dirección que Rolecall muestra al iniciarse, o escribe un token aquí.',
  label: 'Token de acceso',
  open: 'Abrir',
};
