import type { Auth } from './auth.ts';
import type { Exchange } from './exchange.ts';
import type { Reply } from './reply.ts';

/** The page behind `verification_uri`: it stands in for twitch.tv/activate, and its button approves. */
export function activationPage(exchange: Exchange, auth: Auth, broadcasterId: string): Reply {
  const userCode = exchange.params.get('device-code') ?? '';
  if (exchange.method === 'POST') {
    const approved = auth.devices.approve(broadcasterId, userCode) > 0;
    return page(approved ? 200 : 404, approved ? 'Approved. You can close this page.' : 'No such code.');
  }
  const isWaiting = auth.devices.pending().some((request) => request.userCode === userCode);
  if (!isWaiting) return page(404, 'No such code.');
  // Only letters get here: the code has just been found among ours.
  return page(200, `Code ${userCode}: <form method="post"><button>Approve</button></form>`);
}

function page(status: number, text: string): Reply {
  const head = '<!doctype html><meta charset="utf-8"><title>Simulated Twitch</title>';
  return { status, html: `${head}<h1>Simulated Twitch</h1><p>${text}</p>` };
}
