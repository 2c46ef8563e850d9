"""Rolecall for OBS: Tools > Scripts > +. What it does and how to set it up: README.md beside this file.

One file, since that is all that OBS loads and all that a streamer has to copy. Its three parts:

  Client      talks to Rolecall, in one thread of its own. Knows nothing of OBS and is tested without it.
  words       what is shown, in each language. Pure.
  script_...  OBS's callbacks. They only hand things to the client and take over what it knows, so that a
              server that is slow, hangs or is gone never makes OBS stutter or wait.

Python 3.6 to 3.12 (what OBS loads), nothing but the standard library.
"""

import collections
import http.client
import json
import queue
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from datetime import datetime, timezone

try:
    import obspython as obs
except ImportError:  # looked at by a test, without OBS
    obs = None

DEFAULT_ADDRESS = 'http://127.0.0.1:7653'
DEFAULT_PORT = 7653
BUILT_IN_FEATURES = ('tts', 'premium-voice')
KINDS = ('subscribers', 'vips', 'moderators')

# ---------------------------------------------------------------------------------------------- the client

Pace = collections.namedtuple('Pace', 'poll busy retry longest typing request patience goodbye outdated')
Pace.__doc__ = """All in seconds: between two looks; while a sync runs; while a start or stop of the stream
waits to be sent; between two looks at a server that is away for long; quiet needed in the fields of the
settings before they count; for one request; after which a key that was pressed is not obeyed any more; for
a last request when OBS quits; after which a stop of the stream is not sent any more."""

PACE = Pace(poll=5, busy=1, retry=2, longest=20, typing=1, request=3, patience=5, goodbye=0.1, outdated=600)

View = collections.namedtuple('View', 'link detail status features note')
View.__doc__ = """What is known of Rolecall, never changed but replaced.

link      'looking', 'ok', or what is wrong: 'away', 'strange' (something else answers), 'token', 'refused',
          'address'
detail    the server's own words for what is wrong, or ''
status    the last Status, see "Shapes" in PROTOCOL.md, or None; kept while the server is away
features  {name: is it on} in the server's order, or None
note      the last Note or None
"""

Note = collections.namedtuple('Note', 'at word values')
Note.__doc__ = 'The outcome of what the streamer asked for: epoch seconds, a key of NOTES, what to fill in.'

LogLine = collections.namedtuple('LogLine', 'word values')
LogLine.__doc__ = 'A line for the log of OBS: a key of LINES or NOTES.'

Command = collections.namedtuple('Command', 'what feature')
Command.__doc__ = "'sync', or 'on', 'off', 'toggle' with a feature; 'stream' sends a start or stop at once."


class NoAnswer(Exception):
    """There is no answer that could be used. `link` as in View."""

    def __init__(self, link, detail=''):
        Exception.__init__(self, detail or link)
        self.link = link
        self.detail = detail


class ErrorReply(Exception):
    """Rolecall answered with an error of its own; see "Errors" in PROTOCOL.md."""

    def __init__(self, code, message):
        Exception.__init__(self, message)
        self.code = code
        self.message = message


class Client(object):
    """Tells and asks Rolecall. Every method returns at once and may be called from any thread; the requests
    are made by one worker between start() and stop()."""

    MOST_WAITING = 8
    MOST_BYTES = 1024 * 1024

    def __init__(self, pace=PACE):
        self.pace = pace
        self._view = View('looking', '', None, None, None)
        self._address = DEFAULT_ADDRESS
        self._token = ''
        self._lock = threading.Lock()
        self._inbox = queue.Queue()  # of (Command, when), or None: there is a new `_due`
        self._lines = collections.deque(maxlen=50)
        self._live = None  # is OBS streaming? None: it has not, as long as we watch
        self._unsent = None  # (live, since): what Rolecall does not know yet; the latest wins
        self._server_started = 0.0  # by our clock
        self._due = 0.0
        self._misses = 0
        self._stopping = threading.Event()
        self._request = None  # (socket, deadline) of the request under way
        self._thread = None

    @property
    def view(self):
        return self._view

    def configure(self, address, token):
        """From the settings, on every key that is pressed there."""
        address, token = address.strip() or DEFAULT_ADDRESS, token.strip()
        with self._lock:
            if (address, token) == (self._address, self._token):
                return
            self._address, self._token = address, token
            self._view = View('looking', '', None, None, None)
            self._misses = 0
            self._due = time.monotonic() + (self.pace.typing if self._thread else 0)
        if self._inbox.empty():
            self._inbox.put(None)

    def stream(self, live):
        """OBS started or stopped streaming. Kept until Rolecall has it, or until it is outdated."""
        with self._lock:
            if live == bool(self._live):
                return
            self._live = live
            self._unsent = (live, time.monotonic())
        self._inbox.put((Command('stream', None), time.monotonic()))

    def command(self, what, feature=None):
        """What the streamer wants now. Never done later: who presses a key expects it now or not at all."""
        if self._inbox.qsize() >= self.MOST_WAITING:
            self._note('too_many')
        else:
            self._inbox.put((Command(what, feature), time.monotonic()))

    def take_lines(self):
        """The lines for the log since the last time, oldest first."""
        lines = []
        while self._lines:
            lines.append(self._lines.popleft())
        return lines

    def cut_overdue(self):
        """To be called now and then: ends a request whose answer comes in drops for longer than allowed."""
        request = self._request
        if request is not None and time.monotonic() > request[1]:
            shut(request[0])

    def start(self):
        if self._thread is None:
            # A daemon: when OBS quits, Python must not wait for it.
            self._thread = threading.Thread(target=self._work, name='rolecall', daemon=True)
            self._thread.start()

    def stop(self):
        """Ends the worker. Takes well under 0.2 s whatever the server does; a stop of the stream that was
        not sent yet gets a last chance."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._stopping.set()
        self._inbox.put(None)
        if self._unsent is not None:
            thread.join(self.pace.goodbye)
        request = self._request
        if request is not None:
            shut(request[0])
            request[0].close()  # on Windows that wakes who waits for a connection
        thread.join(0.05)

    # ------------------------------------------------------------------------------------ in the worker

    def _work(self):
        while True:
            try:
                item = self._inbox.get(timeout=max(0.0, self._due - time.monotonic()))
            except queue.Empty:
                item = None
            if self._stopping.is_set():
                self._say_goodbye()
                return
            if item is None and time.monotonic() < self._due:
                continue
            command, at = item or (None, 0)
            try:
                self._round(command, at)
            except Exception as error:  # ours: said, and never the end of everything
                self._lines.append(LogLine('bug', {'error': '%s: %s' % (type(error).__name__, error)}))
            self._plan(was_asked=command is not None)

    def _round(self, command, at):
        is_command = command is not None and command.what != 'stream'
        if command is not None:
            # A key is tried at once, and perhaps Rolecall was just started: the pauses begin anew.
            self._misses = min(self._misses, 1) if self._view.link == 'ok' else 0
        if not self._look() or (is_command and time.monotonic() - at > self.pace.patience):
            if is_command:
                self._note('not_done')
            return
        did = self._send_stream()
        if is_command:
            self._carry_out(command)
        if did or is_command:
            self._look()

    def _plan(self, was_asked):
        status, pace = self._view.status, self.pace
        if self._view.link == 'ok' and self._misses == 0:
            pause = pace.busy if status['running'] else pace.poll
        elif self._view.link == 'ok':
            pause = pace.retry
        else:
            pause = min(pace.poll * 2 ** max(0, self._misses - 1), pace.longest)
        with self._lock:
            if self._unsent is not None:
                pause = min(pause, pace.retry)
            self._due = max(0.0 if was_asked else self._due, time.monotonic() + pause)

    def _look(self):
        """Asks how things are. False if that cannot be said."""
        with self._lock:
            before = self._view
            asked = (self._address, self._token)
        try:
            started = time.monotonic() - check_uptime(self._call('server.info')) / 1000.0
            status = check_status(self._call('sync.status'))
            features = check_features(self._call('policy.get'))
        except ErrorReply as error:
            links = {'unauthorized': 'token', 'unknown_action': 'strange', 'not_found': 'strange'}
            found = before._replace(link=links.get(error.code, 'refused'), detail=error.message)
        except NoAnswer as problem:
            found = before._replace(link=problem.link, detail=problem.detail)
        else:
            found = before._replace(link='ok', detail='', status=status, features=features)
        with self._lock:
            if (self._address, self._token) != asked or self._stopping.is_set():
                return False
            is_new = before.link != 'ok' or self._misses > 0
            self._misses = 0 if found.link == 'ok' else self._misses + 1
            if found.link == 'away' and before.link == 'ok' and self._misses == 1:
                return False  # once is nothing: it was restarted, or the computer is busy
            self._view = found._replace(note=self._view.note)
            if found.link == 'ok':
                # A server that was started after the stream was has not heard of it.
                is_new = is_new or started > self._server_started + 0.5
                self._server_started = started
                if is_new and self._live and not status['stream']['live']:
                    self._unsent = self._unsent or (True, time.monotonic())
        if found.link != before.link and not (found.link == 'ok' and before.link == 'looking'):
            values = {'address': asked[0], 'detail': found.detail}
            self._lines.append(LogLine(found.link, values))
        return found.link == 'ok'

    def _send_stream(self):
        with self._lock:
            unsent = self._unsent
            if unsent and not unsent[0] and time.monotonic() - unsent[1] > self.pace.outdated:
                unsent = self._unsent = None
        if unsent is None:
            return False
        try:
            self._call('stream.started' if unsent[0] else 'stream.stopped')
        except (NoAnswer, ErrorReply):
            return False  # the next look says why
        with self._lock:
            if self._unsent is unsent:
                self._unsent = None
        return True

    def _say_goodbye(self):
        try:
            self._send_stream()
        except Exception:  # OBS quits; there is nobody left to tell
            pass

    def _carry_out(self, command):
        try:
            if command.what == 'sync':
                self._sync()
            else:
                self._switch(command.feature, command.what)
        except ErrorReply as error:
            self._note('rejected', message=error.message)
        except NoAnswer:
            self._note('not_done')

    def _sync(self):
        result = self._call('sync.run', {'source': 'api:obs', 'wait': False})
        if result.get('outcome') == 'skipped':
            self._note('skipped', ageMs=result.get('ageMs'), retryAfterMs=result.get('retryAfterMs'))
        else:
            self._note('sync')

    def _switch(self, feature, what):
        # Looked up a moment ago, so that pressing twice switches twice, whoever else switches too.
        is_on = not (self._view.features or {}).get(feature, False) if what == 'toggle' else what == 'on'
        result = self._call('features.enable' if is_on else 'features.disable', {'feature': feature})
        with self._lock:
            switched = dict(self._view.features or {}, **check_features(result))
            self._view = self._view._replace(features=switched)
        self._note('on' if is_on else 'off', feature=feature)

    def _note(self, word, **values):
        with self._lock:
            self._view = self._view._replace(note=Note(time.time(), word, values))
        self._lines.append(LogLine(word, values))

    def _call(self, action, params=None):
        """The result of an action. Raises NoAnswer or ErrorReply."""
        with self._lock:
            address, token = self._address, self._token
        status, body = self._post(address, token, '/api/actions/' + action, json.dumps(params or {}))
        try:
            reply = json.loads(body.decode('utf-8'))
            if reply['ok'] is True and isinstance(reply['result'], dict):
                return reply['result']
            error = reply['error']
            problem = ErrorReply(str(error['code']), str(error['message']))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise NoAnswer('strange', 'HTTP %d' % status)
        raise problem

    def _post(self, address, token, path, body):
        host, port = parse_address(address)
        deadline = time.monotonic() + self.pace.request
        # Not urllib: that would go through the proxy of the system.
        connection = http.client.HTTPConnection(host, port, timeout=self.pace.request)
        headers = {'Content-Type': 'application/json', 'Connection': 'close'}
        if token:
            headers['Authorization'] = 'Bearer ' + token
        try:
            connection.sock = self._connect(host, port, deadline)
            connection.request('POST', path, body.encode('utf-8'), headers)
            response = connection.getresponse()
            return response.status, response.read(self.MOST_BYTES)
        except http.client.HTTPException:
            raise NoAnswer('away' if time.monotonic() > deadline else 'strange')
        except ValueError:  # signs that no token has
            raise NoAnswer('token')
        except OSError:
            raise NoAnswer('away')
        finally:
            self._request = None
            connection.close()

    def _connect(self, host, port, deadline):
        error = OSError('no address')
        try:
            places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except ValueError:  # no name can be written like this: an empty part, one that is too long
            raise NoAnswer('address')
        for family, kind, protocol, _, where in places:
            connecting = socket.socket(family, kind, protocol)
            connecting.settimeout(max(0.05, deadline - time.monotonic()))
            self._request = (connecting, deadline)
            try:
                connecting.connect(where)
                return connecting
            except OSError as failure:
                connecting.close()
                error = failure
        raise error


def shut(connected):
    """Wakes the thread that waits for this socket."""
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # gone already


def parse_address(address):
    """(host, port) of what a streamer typed: with or without http://, port or path."""
    text = address if '://' in address else 'http://' + address
    try:
        parts = urllib.parse.urlsplit(text)
        host, port = parts.hostname, DEFAULT_PORT if parts.port is None else parts.port
    except ValueError:
        host = None
    if not host or parts.scheme != 'http' or port == 0 or re.search(r'[^\w.:\-]', host):
        raise NoAnswer('address')
    return host, port


def check_uptime(info):
    """Milliseconds. Raises NoAnswer."""
    if not isinstance(info.get('uptimeMs'), int):
        raise NoAnswer('strange')
    return info['uptimeMs']


def check_status(status):
    """The Status, if it has what is read here. Raises NoAnswer."""
    try:
        texts = [status['state']]
        spans = [status['kinds'][kind]['count'] for kind in KINDS]
        dicts = [status['stream']] + [status['kinds'][kind] for kind in KINDS]
        for part, keys in [(status, ('channel', 'running')), (status['stream'], ('live',))]:
            if any(key not in part for key in keys):
                raise KeyError(keys)
    except (KeyError, TypeError):
        raise NoAnswer('strange')
    kinds = ((texts, str), (spans, int), (dicts, dict))
    if not all(isinstance(value, kind) for values, kind in kinds for value in values):
        raise NoAnswer('strange')
    return status


def check_features(result):
    """{name: is it on}. Raises NoAnswer."""
    try:
        return collections.OrderedDict(
            (str(name), bool(rules['enabled'])) for name, rules in result['features'].items()
        )
    except (AttributeError, KeyError, TypeError):
        raise NoAnswer('strange')


# ------------------------------------------------------------------------------------------------- words

LANGUAGES = collections.OrderedDict([
    ('en', 'English'), ('de', 'Deutsch'), ('es', 'Español'), ('pt', 'Português (Brasil)'), ('fr', 'Français'),
])

STATES = {
    'en': {
        'fresh': 'Up to date', 'syncing': 'Syncing', 'stale': 'Out of date', 'partial': 'Partly synced',
        'failed': 'Sync failed', 'disconnected': 'Not connected to Twitch', 'looking': 'Looking for Rolecall',
        'away': 'Rolecall is away', 'strange': 'Wrong address', 'address': 'Wrong address',
        'token': 'Access token needed', 'refused': 'Refused',
    },
    'de': {
        'fresh': 'Aktuell', 'syncing': 'Sync läuft', 'stale': 'Veraltet', 'partial': 'Teilweise aktuell',
        'failed': 'Sync fehlgeschlagen', 'disconnected': 'Nicht mit Twitch verbunden',
        'looking': 'Suche Rolecall', 'away': 'Rolecall antwortet nicht', 'strange': 'Falsche Adresse',
        'address': 'Falsche Adresse', 'token': 'Zugangs-Token fehlt', 'refused': 'Abgelehnt',
    },
    'es': {
        'fresh': 'Al día', 'syncing': 'Sincronizando', 'stale': 'Desactualizado',
        'partial': 'Sincronizado en parte', 'failed': 'Falló la sincronización',
        'disconnected': 'Sin conexión con Twitch', 'looking': 'Buscando Rolecall',
        'away': 'Rolecall no responde', 'strange': 'Dirección incorrecta', 'address': 'Dirección incorrecta',
        'token': 'Falta el token de acceso', 'refused': 'Rechazado',
    },
    'pt': {
        'fresh': 'Em dia', 'syncing': 'Sincronizando', 'stale': 'Desatualizado',
        'partial': 'Sincronizado em parte', 'failed': 'A sincronização falhou',
        'disconnected': 'Não conectado à Twitch', 'looking': 'Procurando o Rolecall',
        'away': 'O Rolecall não responde', 'strange': 'Endereço errado', 'address': 'Endereço errado',
        'token': 'Falta o token de acesso', 'refused': 'Recusado',
    },
    'fr': {
        'fresh': 'À jour', 'syncing': 'Synchronisation', 'stale': 'Pas à jour', 'partial': 'En partie à jour',
        'failed': 'Échec de la synchro', 'disconnected': 'Non connecté à Twitch',
        'looking': 'Recherche de Rolecall', 'away': 'Rolecall ne répond pas',
        'strange': 'Mauvaise adresse', 'address': 'Mauvaise adresse',
        'token': 'Jeton d’accès nécessaire', 'refused': 'Refusé',
    },
}

# When there is nothing to show: what is wrong and what to do. The same lines go to OBS's log.
LINES = {
    'en': {
        'looking': 'Looking for Rolecall at {address}.',
        'away': 'Rolecall does not answer at {address}. Is it running? Once it is, this script finds it.',
        'strange': 'What answers at {address} is not Rolecall, or too old. Check the address.',
        'address': '"{address}" is no address. It should look like http://127.0.0.1:7653',
        'token': 'Rolecall wants an access token that may view and control. Put a valid one into the field below.',
        'refused': 'Rolecall refuses this script: {detail}',
        'ok': 'Rolecall answers again at {address}.',
        'program': 'Rolecall could not be started with {program}: {error}. Choose its file again.',
        'bug': 'Something went wrong in this script ({error}). It goes on.',
    },
    'de': {
        'looking': 'Suche Rolecall unter {address}.',
        'away': 'Rolecall antwortet nicht unter {address}. Läuft es? Sobald es läuft, findet dieses Skript es.',
        'strange': 'Was unter {address} antwortet, ist nicht Rolecall oder zu alt. Prüfe die Adresse.',
        'address': '"{address}" ist keine Adresse. Sie sollte aussehen wie http://127.0.0.1:7653',
        'token': 'Rolecall verlangt ein Zugangs-Token, das ansehen und steuern darf. Trage es unten ein.',
        'refused': 'Rolecall lehnt dieses Skript ab: {detail}',
        'ok': 'Rolecall antwortet wieder unter {address}.',
        'program': 'Rolecall ließ sich mit {program} nicht starten: {error}. Wähle die Datei noch einmal.',
        'bug': 'In diesem Skript ging etwas schief ({error}). Es macht weiter.',
    },
    'es': {
        'looking': 'Buscando Rolecall en {address}.',
        'away': 'Rolecall no responde en {address}. ¿Está abierto? Cuando lo esté, este script lo encuentra.',
        'strange': 'Lo que responde en {address} no es Rolecall o es demasiado antiguo. Revisa la dirección.',
        'address': '"{address}" no es una dirección. Tiene que ser como http://127.0.0.1:7653',
        'token': 'Rolecall pide un token de acceso que pueda ver y controlar. Ponlo en el campo de abajo.',
        'refused': 'Rolecall rechaza este script: {detail}',
        'ok': 'Rolecall vuelve a responder en {address}.',
        'program': 'No se pudo iniciar Rolecall con {program}: {error}. Elige otra vez su archivo.',
        'bug': 'Algo falló en este script ({error}). Sigue adelante.',
    },
    'pt': {
        'looking': 'Procurando o Rolecall em {address}.',
        'away': 'O Rolecall não responde em {address}. Está aberto? Quando estiver, este script o encontra.',
        'strange': 'O que responde em {address} não é o Rolecall ou é antigo demais. Confira o endereço.',
        'address': '"{address}" não é um endereço. Deve ser como http://127.0.0.1:7653',
        'token': 'O Rolecall pede um token de acesso que possa ver e controlar. Coloque-o no campo abaixo.',
        'refused': 'O Rolecall recusa este script: {detail}',
        'ok': 'O Rolecall responde de novo em {address}.',
        'program': 'Não deu para abrir o Rolecall com {program}: {error}. Escolha o arquivo de novo.',
        'bug': 'Algo deu errado neste script ({error}). Ele continua.',
    },
    'fr': {
        'looking': 'Recherche de Rolecall à {address}.',
        'away': 'Rolecall ne répond pas sur {address}. Est-il ouvert ? Dès qu’il l’est, ce script le trouve.',
        'strange': 'Ce qui répond sur {address} n’est pas Rolecall, ou est trop ancien. Vérifie l’adresse.',
        'address': '"{address}" n’est pas une adresse. Elle doit ressembler à http://127.0.0.1:7653',
        'token': 'Rolecall veut un jeton d’accès qui peut voir et contrôler. Mets-le dans le champ ci-dessous.',
        'refused': 'Rolecall refuse ce script : {detail}',
        'ok': 'Rolecall répond à nouveau sur {address}.',
        'program': 'Rolecall n’a pas pu démarrer avec {program} : {error}. Choisis à nouveau son fichier.',
        'bug': 'Une erreur s’est produite dans ce script ({error}). Il continue.',
    },
}

# What came of what the streamer asked for.
NOTES = {
    'en': {
        'sync': 'Sync started.', 'on': '{feature} is on.', 'off': '{feature} is off.',
        'skipped': 'Synced {age} ago; nothing to do. Again in {wait}.',
        'not_done': 'Not done: Rolecall cannot be reached.', 'rejected': 'Not done: {message}',
        'too_many': 'Too fast; that was not done.',
    },
    'de': {
        'sync': 'Sync gestartet.', 'on': '{feature} ist an.', 'off': '{feature} ist aus.',
        'skipped': 'Vor {age} synchronisiert; nichts zu tun. Wieder in {wait}.',
        'not_done': 'Nicht getan: Rolecall ist nicht erreichbar.', 'rejected': 'Nicht getan: {message}',
        'too_many': 'Zu schnell; das wurde nicht getan.',
    },
    'es': {
        'sync': 'Sincronización iniciada.', 'on': '{feature}: activado.', 'off': '{feature}: desactivado.',
        'skipped': 'Sincronizado hace {age}; nada que hacer. Otra vez en {wait}.',
        'not_done': 'No se hizo: Rolecall no responde.', 'rejected': 'No se hizo: {message}',
        'too_many': 'Demasiado rápido; no se hizo.',
    },
    'pt': {
        'sync': 'Sincronização iniciada.', 'on': '{feature}: ligado.', 'off': '{feature}: desligado.',
        'skipped': 'Sincronizado há {age}; nada a fazer. De novo em {wait}.',
        'not_done': 'Não foi feito: o Rolecall não responde.', 'rejected': 'Não foi feito: {message}',
        'too_many': 'Rápido demais; não foi feito.',
    },
    'fr': {
        'sync': 'Synchro lancée.', 'on': '{feature} : activé.', 'off': '{feature} : coupé.',
        'skipped': 'Synchronisé il y a {age} ; rien à faire. À nouveau dans {wait}.',
        'not_done': 'Pas fait : Rolecall est injoignable.', 'rejected': 'Pas fait : {message}',
        'too_many': 'Trop rapide ; cela n’a pas été fait.',
    },
}

OTHER = {
    'en': {
        'now': 'now', 'minutes': '{n} min', 'hours': '{n} h', 'days': '{n} d', 'never': 'never',
        'subscribers': 'subscribers', 'vips': 'VIPs', 'moderators': 'moderators',
        'live': 'Stream: live', 'not_live': 'Stream: off',
        'live_unknown': 'Stream: not known yet', 'yes': 'on', 'no': 'off', 'seconds': '{n} s',
        'description': '<b>Rolecall</b><br>Tells Rolecall when your stream starts and stops, gives you '
                       'hotkeys, and can show the state in a text source.',
        'address': 'Address', 'token': 'Access token', 'source': 'Text source',
        'nowhere': '(none)', 'template': 'Text',
        'template_help': 'These are filled in: {names}',
        'language': 'Language', 'as_obs': 'as in OBS', 'sync_now': 'Sync now', 'look': 'Refresh',
        'program': 'Start with OBS',
        'program_help': 'Rolecall.cmd in the folder of Rolecall. Empty: it is not started.',
        'key_sync': 'Rolecall: sync now', 'key_on': 'Rolecall: {feature} on',
        'key_off': 'Rolecall: {feature} off', 'key_toggle': 'Rolecall: {feature} on or off',
    },
    'de': {
        'now': 'jetzt', 'minutes': '{n} Min.', 'hours': '{n} Std.', 'days': '{n} T.', 'never': 'nie',
        'subscribers': 'Abonnenten', 'vips': 'VIPs', 'moderators': 'Moderatoren',
        'live': 'Stream: live', 'not_live': 'Stream: aus',
        'live_unknown': 'Stream: noch nicht bekannt', 'yes': 'an', 'no': 'aus', 'seconds': '{n} s',
        'description': '<b>Rolecall</b><br>Sagt Rolecall, wann dein Stream beginnt und endet, gibt dir '
                       'Hotkeys und kann den Stand in einer Textquelle zeigen.',
        'address': 'Adresse', 'token': 'Zugangs-Token', 'source': 'Textquelle',
        'nowhere': '(keine)', 'template': 'Text',
        'template_help': 'Ausgefüllt werden: {names}',
        'language': 'Sprache', 'as_obs': 'wie in OBS', 'sync_now': 'Jetzt synchronisieren',
        'look': 'Aktualisieren', 'program': 'Mit OBS starten',
        'program_help': 'Rolecall.cmd im Ordner von Rolecall. Leer: es wird nicht gestartet.',
        'key_sync': 'Rolecall: jetzt synchronisieren',
        'key_on': 'Rolecall: {feature} an', 'key_off': 'Rolecall: {feature} aus',
        'key_toggle': 'Rolecall: {feature} an oder aus',
    },
    'es': {
        'now': 'ahora', 'minutes': '{n} min', 'hours': '{n} h', 'days': '{n} d', 'never': 'nunca',
        'subscribers': 'suscriptores', 'vips': 'VIP', 'moderators': 'moderadores',
        'live': 'Directo: en vivo', 'not_live': 'Directo: sin emitir',
        'live_unknown': 'Directo: aún no se sabe', 'yes': 'activado', 'no': 'desactivado', 'seconds': '{n} s',
        'description': '<b>Rolecall</b><br>Le dice a Rolecall cuándo empieza y acaba tu directo, te da '
                       'atajos de teclado y puede mostrar el estado en una fuente de texto.',
        'address': 'Dirección', 'token': 'Token de acceso', 'source': 'Fuente de texto',
        'nowhere': '(ninguna)', 'template': 'Texto',
        'template_help': 'Se rellenan: {names}',
        'language': 'Idioma', 'as_obs': 'como en OBS', 'sync_now': 'Sincronizar', 'look': 'Actualizar',
        'program': 'Iniciar con OBS',
        'program_help': 'Rolecall.cmd en la carpeta de Rolecall. Vacío: no se inicia.',
        'key_sync': 'Rolecall: sincronizar', 'key_on': 'Rolecall: activar {feature}',
        'key_off': 'Rolecall: desactivar {feature}', 'key_toggle': 'Rolecall: activar o desactivar {feature}',
    },
    'pt': {
        'now': 'agora', 'minutes': '{n} min', 'hours': '{n} h', 'days': '{n} d', 'never': 'nunca',
        'subscribers': 'inscritos', 'vips': 'VIPs', 'moderators': 'moderadores',
        'live': 'Live: no ar', 'not_live': 'Live: fora do ar',
        'live_unknown': 'Live: ainda não se sabe', 'yes': 'ligado', 'no': 'desligado', 'seconds': '{n} s',
        'description': '<b>Rolecall</b><br>Diz ao Rolecall quando sua live começa e termina, dá teclas de '
                       'atalho e pode mostrar o estado em uma fonte de texto.',
        'address': 'Endereço', 'token': 'Token de acesso', 'source': 'Fonte de texto',
        'nowhere': '(nenhuma)', 'template': 'Texto',
        'template_help': 'São preenchidos: {names}',
        'language': 'Idioma', 'as_obs': 'como no OBS', 'sync_now': 'Sincronizar', 'look': 'Atualizar',
        'program': 'Abrir com o OBS',
        'program_help': 'Rolecall.cmd na pasta do Rolecall. Vazio: não é aberto.',
        'key_sync': 'Rolecall: sincronizar', 'key_on': 'Rolecall: ligar {feature}',
        'key_off': 'Rolecall: desligar {feature}', 'key_toggle': 'Rolecall: ligar ou desligar {feature}',
    },
    'fr': {
        'now': 'maintenant', 'minutes': '{n} min', 'hours': '{n} h', 'days': '{n} j', 'never': 'jamais',
        'subscribers': 'abonnés', 'vips': 'VIP', 'moderators': 'modérateurs',
        'live': 'Live : en cours', 'not_live': 'Live : hors ligne',
        'live_unknown': 'Live : pas encore connu', 'yes': 'activé', 'no': 'coupé', 'seconds': '{n} s',
        'description': '<b>Rolecall</b><br>Dit à Rolecall quand ton live commence et s’arrête, te donne des '
                       'raccourcis clavier et peut montrer l’état dans une source de texte.',
        'address': 'Adresse', 'token': 'Jeton d’accès', 'source': 'Source de texte',
        'nowhere': '(aucune)', 'template': 'Texte',
        'template_help': 'Sont remplis : {names}',
        'language': 'Langue', 'as_obs': 'comme dans OBS', 'sync_now': 'Synchroniser', 'look': 'Actualiser',
        'program': 'Démarrer avec OBS',
        'program_help': 'Rolecall.cmd dans le dossier de Rolecall. Vide : il n’est pas démarré.',
        'key_sync': 'Rolecall : synchroniser', 'key_on': 'Rolecall : activer {feature}',
        'key_off': 'Rolecall : couper {feature}', 'key_toggle': 'Rolecall : activer ou couper {feature}',
    },
}

PLACEHOLDERS = ('state', 'age', 'subscribers', 'vips', 'moderators', 'channel', 'stream', 'message', 'tts',
                'premium-voice')
DEFAULT_TEMPLATE = 'TTS: {tts} · {state} ({age})'


def fill(template, values):
    """`{name}` replaced; a name that is not known stays, so that a typing error is seen."""
    return re.sub(r'\{([\w-]+)\}', lambda found: str(values.get(found.group(1), found.group(0))), template)


def read_time(text):
    """Epoch seconds of an ISO 8601 time in UTC, or None."""
    try:
        moment = datetime.strptime(text, '%Y-%m-%dT%H:%M:%S.%fZ')
    except (TypeError, ValueError):
        return None
    return moment.replace(tzinfo=timezone.utc).timestamp()


def span_text(seconds, language):
    """`now`, `5 min`, `2 h`, `3 d`: rounded down, so that an age is never exaggerated."""
    words = OTHER[language]
    if seconds < 60:
        return words['now']
    for limit, size, word in ((3600, 60, 'minutes'), (86400, 3600, 'hours'), (None, 86400, 'days')):
        if limit is None or seconds < limit:
            return fill(words[word], {'n': int(seconds // size)})


def wait_text(ms, language):
    """`20 s`, `3 min`."""
    seconds = max(1, int((ms or 0) / 1000))
    if seconds < 60:
        return fill(OTHER[language]['seconds'], {'n': seconds})
    return span_text(seconds, language)


def age_text(status, now, language):
    """How old the oldest of the lists is: everything is at least as fresh as that."""
    times = [read_time(status['kinds'][kind].get('lastSuccessAt')) for kind in KINDS]
    known = [at for at in times if at is not None]
    return span_text(now - min(known), language) if known else OTHER[language]['never']


def line_text(line, address, language):
    """A line for the log."""
    return outcome_text(line.word, dict({'address': address}, **line.values), language)


def outcome_text(word, values, language):
    filled = dict(values)
    if 'ageMs' in values:
        filled['age'] = wait_text(values['ageMs'], language)
        filled['wait'] = wait_text(values['retryAfterMs'], language)
    return fill(LINES[language].get(word) or NOTES[language][word], filled)


def source_text(template, view, now, language):
    """What the text source shows."""
    words, status = OTHER[language], view.status
    is_ok = view.link == 'ok'
    values = dict.fromkeys(PLACEHOLDERS, '–')
    values['state'] = STATES[language].get(status['state'] if is_ok else view.link, '–')
    values['message'] = (status.get('message') if is_ok else None) or values['state']
    if status:
        values['age'] = age_text(status, now, language)
        values['channel'] = (status['channel'] or {}).get('userDisplayName', '–')
        values.update((kind, status['kinds'][kind]['count']) for kind in KINDS)
        values['stream'] = stream_text(status, language)
    # A switch may have been turned since a server went away: only the present one is shown.
    for name, is_on in ((view.features or {}) if is_ok else {}).items():
        values[name] = words['yes' if is_on else 'no']
    return fill(template, values)


def stream_text(status, language):
    live = status['stream']['live']
    return OTHER[language]['live_unknown' if live is None else 'live' if live else 'not_live']


def panel_text(view, address, now, language):
    """What the script's panel in OBS shows: how things are, what is wrong, and what to do."""
    lines = []
    status = view.status
    if view.link != 'ok':
        lines.append(fill(LINES[language][view.link], {'address': address, 'detail': view.detail}))
    elif status:
        channel = (status['channel'] or {}).get('userDisplayName')
        lines.extend([channel] if channel else [])
        lines.append(STATES[language].get(status['state'], status['state']))
        lines.extend([status['message']] if status['state'] != 'fresh' and status.get('message') else [])
        lines.extend(advice(warning) for warning in status.get('warnings') or [])
    if status:
        lines.extend(list_lines(status, now, language))
    if view.link == 'ok':
        lines.append(stream_text(status, language))
        lines.extend(feature_lines(view, language))
    if view.note:
        said = outcome_text(view.note.word, view.note.values, language)
        lines.append('%s %s' % (time.strftime('%H:%M:%S', time.localtime(view.note.at)), said))
    # Without `<`, so that it is never taken for HTML.
    return '\n'.join(lines).replace('<', '‹')


def list_lines(status, now, language):
    """Short, since OBS gives little room: `30 subscribers, 5 min`, and what is wrong with a list."""
    words = OTHER[language]
    lines = []
    for kind in KINDS:
        kind_status = status['kinds'][kind]
        at = read_time(kind_status.get('lastSuccessAt'))
        age = words['never'] if at is None else span_text(now - at, language)
        lines.append('%s %s, %s' % (kind_status['count'], words[kind], age))
        error = kind_status.get('error')
        if error:
            lines.append('   ' + advice(error))
    return lines


def advice(problem):
    """What is wrong, and what to do, as the server says it."""
    return ' '.join(str(problem[key]) for key in ('message', 'fix') if problem.get(key))


def feature_lines(view, language):
    words, switches = OTHER[language], (view.features or {}).items()
    return ['%s: %s' % (name, words['yes' if is_on else 'no']) for name, is_on in switches]


# ------------------------------------------------------------------------------------------- OBS's side

TICK_MS = 500
TEXT_SOURCES = ('text_gdiplus', 'text_ft2_source', 'text_pango_source')

client = None
options = {'address': DEFAULT_ADDRESS, 'source': '', 'template': DEFAULT_TEMPLATE, 'language': 'en'}
hotkeys = collections.OrderedDict()  # name of the setting -> id
features = []  # those that have hotkeys


def script_description():
    return OTHER[language_of('')]['description']


def script_defaults(settings):
    obs.obs_data_set_default_string(settings, 'address', DEFAULT_ADDRESS)
    obs.obs_data_set_default_string(settings, 'template', DEFAULT_TEMPLATE)


def script_load(settings):
    global client
    client = Client()
    hotkeys.clear()
    del features[:]
    read_options(settings)
    add_hotkey('rolecall_sync', OTHER[options['language']]['key_sync'], Command('sync', None), settings)
    for feature in remembered_features(settings):
        add_feature(feature, settings)
    obs.obs_frontend_add_event_callback(on_frontend_event)
    if obs.obs_frontend_streaming_active():
        client.stream(True)
    start_program(obs.obs_data_get_string(settings, 'program'))
    client.start()
    obs.timer_add(on_tick, TICK_MS)


def script_update(settings):
    read_options(settings)


def start_program(program):
    """If it runs already, a second start only says so, and ends."""
    if not program:
        return
    # On Windows without a black window that comes up over the game.
    flags = getattr(subprocess, 'CREATE_NO_WINDOW', 0x08000000) if sys.platform == 'win32' else 0
    nowhere = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}
    try:
        subprocess.Popen([program, '--background', '--no-open'], creationflags=flags, **nowhere)
    except OSError as error:
        words = LINES[options['language']]['program']
        obs.script_log(obs.LOG_WARNING, fill(words, {'program': program, 'error': error.strerror or error}))


def script_save(settings):
    for name, hotkey in hotkeys.items():
        bindings = obs.obs_hotkey_save(hotkey)
        obs.obs_data_set_array(settings, name, bindings)
        obs.obs_data_array_release(bindings)
    # Hotkeys are registered when OBS starts, and Rolecall may be away then.
    known = client.view.features if client else None
    obs.obs_data_set_string(settings, 'features', json.dumps(list(known or features)))


def script_unload():
    global client
    obs.timer_remove(on_tick)
    obs.obs_frontend_remove_event_callback(on_frontend_event)
    stopped, client = client, None
    if stopped:
        stopped.stop()


def script_properties():
    words = OTHER[options['language']]
    props = obs.obs_properties_create()
    state = obs.obs_properties_add_text(props, 'state', '', obs.OBS_TEXT_INFO)
    show_state(state)
    obs.obs_properties_add_button(props, 'look', words['look'], on_look_button)
    obs.obs_properties_add_button(props, 'sync', words['sync_now'], on_sync_button)
    obs.obs_properties_add_text(props, 'address', words['address'], obs.OBS_TEXT_DEFAULT)
    obs.obs_properties_add_text(props, 'token', words['token'], obs.OBS_TEXT_PASSWORD)
    program = obs.obs_properties_add_path(
        props, 'program', words['program'], obs.OBS_PATH_FILE, 'Rolecall (*.cmd rolecall);;* (*)', None)
    obs.obs_property_set_long_description(program, words['program_help'])
    add_source_list(props, words)
    template = obs.obs_properties_add_text(props, 'template', words['template'], obs.OBS_TEXT_DEFAULT)
    names = ' '.join('{%s}' % name for name in placeholders())
    obs.obs_property_set_long_description(template, fill(words['template_help'], {'names': names}))
    languages = add_list(props, 'language', words['language'])
    for value, name in [('', words['as_obs'])] + list(LANGUAGES.items()):
        obs.obs_property_list_add_string(languages, name, value)
    return props


def on_frontend_event(event):
    if client is None:
        return
    if event == obs.OBS_FRONTEND_EVENT_STREAMING_STARTED:
        client.stream(True)
    elif event == obs.OBS_FRONTEND_EVENT_STREAMING_STOPPED:
        client.stream(False)


def on_tick():
    """On a thread that draws: takes over what the worker knows, and waits for nothing."""
    if client is None:
        return
    client.cut_overdue()
    for line in client.take_lines():
        # A warning makes OBS open the window of the log over everything: not because Rolecall is away.
        level = obs.LOG_WARNING if line.word == 'bug' else obs.LOG_INFO
        obs.script_log(level, line_text(line, options['address'], options['language']))
    for feature in client.view.features or ():
        if feature not in features:
            add_feature(feature, None)
    show_in_source()


def on_look_button(props, _prop):
    return show_state(obs.obs_properties_get(props, 'state'))


def on_sync_button(props, _prop):
    client.command('sync')
    return show_state(obs.obs_properties_get(props, 'state'))


def show_state(state):
    """@returns True, which makes OBS draw the panel again"""
    if client is not None:
        text = panel_text(client.view, options['address'], time.time(), options['language'])
        obs.obs_property_set_description(state, text)
        is_bad = client.view.link not in ('ok', 'looking')
        kind = obs.OBS_TEXT_INFO_WARNING if is_bad else obs.OBS_TEXT_INFO_NORMAL
        obs.obs_property_text_set_info_type(state, kind)
    return True


def show_in_source():
    if not options['source']:
        return
    source = obs.obs_get_source_by_name(options['source'])
    if source is None:
        return
    text = source_text(options['template'], client.view, time.time(), options['language'])
    before = obs.obs_source_get_settings(source)
    if obs.obs_data_get_string(before, 'text') != text:
        after = obs.obs_data_create()
        obs.obs_data_set_string(after, 'text', text)
        obs.obs_source_update(source, after)
        obs.obs_data_release(after)
    obs.obs_data_release(before)
    obs.obs_source_release(source)


def read_options(settings):
    read = {name: obs.obs_data_get_string(settings, name) for name in ('address', 'source', 'template')}
    options.update(read, language=language_of(obs.obs_data_get_string(settings, 'language')))
    if client is not None:
        client.configure(read['address'], obs.obs_data_get_string(settings, 'token'))


def language_of(chosen):
    if chosen in LANGUAGES:
        return chosen
    locale = (obs.obs_get_locale() or '')[:2]
    return locale if locale in LANGUAGES else 'en'


def remembered_features(settings):
    try:
        names = json.loads(obs.obs_data_get_string(settings, 'features') or '[]')
    except ValueError:
        names = []
    others = [name for name in names if isinstance(name, str) and name not in BUILT_IN_FEATURES]
    return list(BUILT_IN_FEATURES) + others


def add_feature(feature, settings):
    features.append(feature)
    words = OTHER[options['language']]
    for what in ('on', 'off', 'toggle'):
        description = fill(words['key_' + what], {'feature': feature})
        add_hotkey('rolecall_%s_%s' % (what, feature), description, Command(what, feature), settings)


def add_hotkey(name, description, command, settings):
    """`settings` None: a feature that was never seen before, so that nothing is bound to it."""

    def on_hotkey(is_pressed):  # OBS takes plain functions only
        if is_pressed and client is not None:
            client.command(command.what, command.feature)

    hotkey = obs.obs_hotkey_register_frontend(name, description, on_hotkey)
    hotkeys[name] = hotkey
    if settings is not None:
        bindings = obs.obs_data_get_array(settings, name)
        obs.obs_hotkey_load(hotkey, bindings)
        obs.obs_data_array_release(bindings)


def placeholders():
    return PLACEHOLDERS + tuple(name for name in features if name not in PLACEHOLDERS)


def add_source_list(props, words):
    sources = add_list(props, 'source', words['source'])
    obs.obs_property_list_add_string(sources, words['nowhere'], '')
    found = obs.obs_enum_sources() or []
    names = [obs.obs_source_get_name(each) for each in found
             if obs.obs_source_get_unversioned_id(each) in TEXT_SOURCES]
    obs.source_list_release(found)
    for name in sorted(names, key=str.lower):
        obs.obs_property_list_add_string(sources, name, name)


def add_list(props, name, description):
    return obs.obs_properties_add_list(
        props, name, description, obs.OBS_COMBO_TYPE_LIST, obs.OBS_COMBO_FORMAT_STRING
    )
