"""Rolecall for your Python tool: one file to copy, nothing but the standard library, Python 3.6 and newer.

    from rolecall_client import Rolecall
    rolecall = Rolecall('http://127.0.0.1:7653')
    rolecall.connect()
    answer = rolecall.check('some_viewer', feature='tts')
    print('speak' if answer['allowed'] else 'no: ' + answer['message'])

It comes back by itself after a lost connection. Every method may be called from any thread, also by a listener.
All spans are in seconds. More: README.md beside this file; all actions and events: PROTOCOL.md.
"""

import base64
import hashlib
import json
import os
import queue
import random
import socket
import struct
import threading
import time
from urllib.parse import urlsplit

STEADY = 5.0  # a connection that lasted so long is worth a fast retry


class RolecallError(Exception):
    """Why there is no result. `code` is one of the wire's (invalid_params, not_found, unauthorized ...), or
    'disconnected' (not connected, or lost while waiting: it may have happened all the same), 'timeout', 'closed'.
    The text is a sentence for people."""

    def __init__(self, code, message):
        Exception.__init__(self, message)
        self.code = code
        self.message = message


class Rolecall:
    """A connection that is kept until close(). Does nothing before connect().

    retry_first, retry_max   the first pause before a retry; each further one is twice as long, give or take a quarter
    open_timeout             from opening the socket to Rolecall's hello
    idle, probe              after so long without a word Rolecall is asked whether it is there; its time to answer
    on_error                 hears what has no caller: a listener that raised, a refused subscription, a broken frame
    """

    def __init__(self, url='http://127.0.0.1:7653', token=None, call_timeout=10.0, retry_first=0.3, retry_max=5.0,
                 open_timeout=10.0, idle=30.0, probe=10.0, on_error=None):
        self._host, self._port, self._path = parse_address(url)
        if token and not all('!' <= sign <= '~' for sign in token):
            raise RolecallError('invalid_params', 'The token has signs that no token has.')
        self._token = token
        self._call_timeout, self._open_timeout = call_timeout, open_timeout
        self._retry_first, self._retry_max = retry_first, retry_max
        self._idle, self._probe = idle, probe
        self._on_error = on_error or (lambda error: print('Rolecall client:', error))
        self._changed = threading.Condition(threading.RLock())  # guards all that follows
        self._subscribing = threading.Lock()  # what Rolecall hears of us comes in the order of what changed
        self._state = 'closed'
        self._run = None
        self._link = None
        self._hello = None
        self._last_id = 0
        self._waiting = {}  # id -> what takes the result and the error of a call
        self._listeners = {}  # event -> [entry]
        self._on_states = []

    @property
    def state(self):
        """'closed', 'connecting' or 'open'."""
        return self._state

    def connect(self, timeout=10.0):
        """Begins, waits for the connection and returns Rolecall's hello: {'protocol', 'version', 'status' ...}.
        RolecallError 'timeout' if there is none by then; the client still goes on trying, until close()."""
        until = time.monotonic() + timeout
        with self._changed:
            if self._state == 'closed':
                self._run = _Run()
                self._set_state('connecting')
                for work in (self._work, self._tell):
                    threading.Thread(target=work, args=(self._run,), name='rolecall', daemon=True).start()
            run = self._run
            while self._state != 'open' or self._run is not run:
                if run.stop.is_set():
                    raise RolecallError('closed', 'Not connected to Rolecall: it was closed here.')
                left = until - time.monotonic()
                if left <= 0:
                    raise RolecallError('timeout', 'Rolecall did not let us in within %g s '
                                                   '(is it running, is the token valid?).' % timeout)
                self._changed.wait(left)
            return self._hello

    def check(self, user=None, user_id=None, feature='tts', timeout=None, **more):
        """May this viewer? By login or display name, or by id. `more`: further params, such as consume=True.
        The result of access.check with 'error': None. Never raises: without an answer it is
        {'allowed': False, 'reason': None, 'message': what is wrong, 'error': the code}."""
        params = dict(more, feature=feature)
        if user is not None:
            params['user'] = user
        if user_id is not None:
            params['userId'] = user_id
        try:
            answer = self.call('access.check', params, timeout)
            if not isinstance(answer.get('allowed'), bool):
                raise RolecallError('invalid_format', 'What answers there is not Rolecall.')
            return dict(answer, error=None)
        except RolecallError as error:
            message = 'No, since there is no answer: ' + error.message
            return {'allowed': False, 'reason': None, 'message': message, 'error': error.code}

    def call(self, action, params=None, timeout=None):
        """The result of an action. timeout 0: as long as the connection lasts (for sync.run). RolecallError."""
        limit = self._call_timeout if timeout is None else timeout
        until = time.monotonic() + limit
        answer = queue.Queue()
        number = self._send(action, params or {}, limit, lambda *outcome: answer.put(outcome))
        try:
            result, error = answer.get(timeout=max(0.0, until - time.monotonic()) if limit > 0 else None)
        except queue.Empty:
            self._take(number)
            error = RolecallError('timeout', 'No answer to %s within %g s.' % (action, limit))
        if error:
            raise error
        return result

    def on(self, event, listener):
        """Calls listener(data) at each such event, over every reconnect, in a thread of the client's. A listener to
        'sync.status' first gets the status as it is. Returns a function that ends it."""
        entry = [listener]
        with self._subscribing:
            with self._changed:
                self._listeners.setdefault(event, []).append(entry)
            self._subscribe('events.subscribe', [event])

        def off():
            with self._subscribing:
                with self._changed:
                    entries = self._listeners.get(event, [])
                    if not any(each is entry for each in entries):
                        return
                    entries[:] = [each for each in entries if each is not entry]
                if not entries:
                    self._subscribe('events.unsubscribe', [event])
        return off

    def on_state(self, listener):
        """Calls listener('connecting' | 'open' | 'closed')."""
        with self._changed:
            self._on_states.append(listener)

    def close(self):
        """Ends it for good; who waits gets 'closed'. connect() starts anew."""
        with self._changed:
            if self._state == 'closed':
                return
            run, link, self._link = self._run, self._link, None
            run.stop.set()
            self._end_calls('closed')
            self._set_state('closed')
            run.told.put(None)
        if link:
            link.say_goodbye()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # ------------------------------------------------------------------------------------------ calls

    def _send(self, action, params, limit, receive):
        """`receive(result, error)` is called once, at once if there is no connection."""
        with self._changed:
            link = self._link if self._state == 'open' else None
            self._last_id += 1
            number = self._last_id
            self._waiting[number] = receive

        def fail(code, message):
            receive = self._take(number)
            if receive:
                receive(None, RolecallError(code, message))
        try:
            if link is None:
                raise OSError()
            text = json.dumps({'id': number, 'action': action, 'params': params}, allow_nan=False)
            most = limit or 10.0  # for a server that takes nothing
            link.send(text, most, lambda: fail('timeout', 'Rolecall did not take %s within %g s.' % (action, most)))
        except OSError:
            fail('disconnected', 'Not connected to Rolecall.')
        except (TypeError, ValueError, RecursionError) as problem:
            fail('invalid_params', 'That cannot be sent as JSON: %s' % problem)
        return number

    def _take(self, number):
        with self._changed:
            return self._waiting.pop(number, None)

    def _end_calls(self, code):
        with self._changed:
            waiting, self._waiting = self._waiting, {}
        for receive in waiting.values():
            receive(None, RolecallError(code, 'Not connected to Rolecall.'))

    def _subscribe(self, action, events):
        """Does not wait for the answer. The snapshot in it comes before the events that continue it."""
        def receive(result, error):
            if error is None:
                if 'sync.status' in events and action == 'events.subscribe':
                    self._emit('sync.status', result.get('status'))
            elif error.code == 'forbidden' and len(events) > 1:
                for event in events:  # one above our level must not silence the others
                    self._subscribe(action, [event])
            elif error.code not in ('disconnected', 'closed'):  # those are made good by the next hello
                self._report(error)
        if events and self._state == 'open':
            self._send(action, {'events': events}, self._call_timeout, receive)

    # ------------------------------------------------------------------------------- the listeners' thread

    def _set_state(self, state):
        with self._changed:
            self._state = state
            self._changed.notify_all()
            self._run.told.put((list(self._on_states), state))

    def _emit(self, event, data):
        with self._changed:
            self._run.told.put((event, data))

    def _report(self, error):
        with self._changed:
            self._run.told.put(([self._on_error], error))

    def _tell(self, run):
        for whom, what in iter(run.told.get, None):
            if isinstance(whom, str):
                with self._changed:
                    whom = [entry[0] for entry in self._listeners.get(whom, [])]
            for listener in whom:
                try:
                    listener(what)
                except Exception as error:  # of the listener: the others are still called
                    if listener is not self._on_error:
                        self._report(error)

    # --------------------------------------------------------------------------------- the reader's thread

    def _work(self, run):
        attempt = 0
        while not run.stop.is_set():
            if self._talk(run) >= STEADY:
                attempt = 0
            pause = min(self._retry_max, self._retry_first * 2 ** min(attempt, 20))
            attempt += 1
            run.stop.wait(pause * random.uniform(0.75, 1.25))

    def _talk(self, run):
        """One connection from its beginning to its end. How long it was open, in seconds."""
        opened_at = asked_at = link = None
        until = time.monotonic() + self._open_timeout
        try:
            link = _Link(self._host, self._port, self._path, self._token, until, min(self._idle, self._probe))
            while not run.stop.is_set():
                text, now = link.read(), time.monotonic()
                if text is not None and self._receive(run, link, text):
                    opened_at = opened_at or now
                if opened_at is None:
                    if now > until:
                        break
                elif asked_at is not None:
                    if link.received_at > asked_at:
                        asked_at = None
                    elif now - asked_at > self._probe:
                        break
                elif now - link.received_at > self._idle:
                    asked_at = now  # a connection that only seems to be open would show it minutes later
                    self._send('server.info', {}, self._probe, lambda result, error: None)
        except (OSError, ValueError):
            pass  # away, or not Rolecall: tried again
        with self._changed:
            if self._run is run and not run.stop.is_set():
                self._link = None
                self._end_calls('disconnected')
                if self._state == 'open':
                    self._set_state('connecting')
        if link:
            link.close()
        return time.monotonic() - opened_at if opened_at else 0

    def _receive(self, run, link, text):
        """True if it was the hello."""
        try:
            frame = json.loads(text)
        except (ValueError, RecursionError):
            frame = None
        if isinstance(frame, dict) and isinstance(frame.get('event'), str):
            if frame['event'] == 'hello':
                self._greeted(run, link, frame.get('data'))
            self._emit(frame['event'], frame.get('data'))
            return frame['event'] == 'hello'
        if isinstance(frame, dict) and 'ok' in frame:
            number = frame.get('id')
            receive = self._take(number) if isinstance(number, int) else None
            if receive:  # else too late, or to nobody
                receive(*outcome_of(frame))
        else:
            self._report(RolecallError('invalid_format', 'Not a frame.'))
        return False

    def _greeted(self, run, link, hello):
        with self._subscribing:
            with self._changed:
                if self._run is not run or run.stop.is_set():
                    return
                self._hello, self._link = hello, link
                self._set_state('open')
                events = [event for event, entries in self._listeners.items() if entries and event != 'hello']
            self._subscribe('events.subscribe', events)  # a new connection knows nothing


class _Run:
    """From connect() to close()."""

    def __init__(self):
        self.stop = threading.Event()
        self.told = queue.Queue()  # ([listener] or the name of an event, what to tell them); None: the end


class _Link:
    """One WebSocket (RFC 6455), as much of it as a server of texts needs. One thread reads, any may send.
    All that goes wrong is an OSError or a ValueError."""

    MOST_BYTES = 32 * 1024 * 1024

    def __init__(self, host, port, path, token, until, tick):
        left = max(0.01, until - time.monotonic())
        self._socket = socket.create_connection((host, port), left)
        try:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._sending = threading.Lock()
            self._buffer = bytearray()
            self._parts = []
            self._shake_hands(host, port, path, token, until)
            self._socket.settimeout(max(0.005, min(0.2, tick / 2)))  # how late the limit of a call may be
        except Exception:
            self._socket.close()
            raise
        self.received_at = time.monotonic()

    def _shake_hands(self, host, port, path, token, until):
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ['GET %s HTTP/1.1' % path, 'Host: %s:%d' % ('[%s]' % host if ':' in host else host, port),
                 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Key: ' + key, 'Sec-WebSocket-Version: 13']
        if token:
            lines.append('Authorization: Bearer ' + token)
        self._socket.sendall('\r\n'.join(lines + ['', '']).encode('ascii'))
        while b'\r\n\r\n' not in self._buffer:
            self._socket.settimeout(max(0.01, until - time.monotonic()))
            got = self._socket.recv(4096)
            if not got or len(self._buffer) > 16384 or time.monotonic() > until:
                raise OSError('no WebSocket')
            self._buffer += got
        head, _, rest = bytes(self._buffer).partition(b'\r\n\r\n')
        status, *headers = head.decode('latin-1').split('\r\n')
        fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(':') for line in headers)}
        proof = hashlib.sha1((key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').encode()).digest()
        if status.split(' ')[1:2] != ['101'] or fields.get('sec-websocket-accept') != base64.b64encode(proof).decode():
            raise OSError('no WebSocket: ' + status)
        self._buffer = bytearray(rest)

    def read(self):
        """The next text, or None if there is none yet. Waits for a moment at most."""
        frame = self._next_frame()
        if frame is None:
            try:
                got = self._socket.recv(65536)
            except socket.timeout:
                return None
            if not got:
                raise OSError('ended')
            self.received_at = time.monotonic()
            self._buffer += got
            frame = self._next_frame()
        if frame is None:
            return None
        is_last, kind, payload = frame
        if kind == 9:
            self._send_frame(10, payload, 1.0)
        elif kind in (0, 1):
            self._parts.append(payload)
            if sum(map(len, self._parts)) > self.MOST_BYTES:
                raise OSError('too long')
            if is_last:
                whole, self._parts = b''.join(self._parts), []
                return whole.decode('utf-8')
        elif kind != 10:
            raise OSError('ended')
        return None

    def _next_frame(self):
        data = self._buffer
        if len(data) < 2:
            return None
        length, start = data[1] & 127, 2
        if data[0] & 0x70 or data[1] & 0x80:
            raise OSError('not a frame of a server')
        if length > 125:
            start = 4 if length == 126 else 10
            if len(data) < start:
                return None
            length = struct.unpack('>H' if start == 4 else '>Q', data[2:start])[0]
        if length > self.MOST_BYTES:
            raise OSError('too long')
        if len(data) < start + length:
            return None
        frame = (bool(data[0] & 0x80), data[0] & 15, bytes(data[start:start + length]))
        del data[:start + length]
        return frame

    def send(self, text, limit, on_late):
        """`on_late` is called if it is not taken in time, before the connection is cut."""
        self._send_frame(1, text.encode('utf-8'), limit, on_late)

    def _send_frame(self, kind, payload, limit, on_late=lambda: None):
        until, size, mask = time.monotonic() + limit, len(payload), os.urandom(4)
        if size < 126:
            length = bytes([0x80 | size])
        else:
            length = struct.pack('>BH', 0xfe, size) if size <= 0xffff else struct.pack('>BQ', 0xff, size)
        masks = (mask * (size // 4 + 1))[:size]
        masked = int.from_bytes(payload, 'big') ^ int.from_bytes(masks, 'big')
        rest = memoryview(bytes([0x80 | kind]) + length + mask + masked.to_bytes(size, 'big'))
        if not self._sending.acquire(timeout=limit):
            on_late()
            raise socket.timeout()
        try:
            while len(rest) > 0:
                try:
                    rest = rest[self._socket.send(rest):]
                except socket.timeout:
                    if time.monotonic() > until:
                        on_late()
                        self._cut()  # half a frame is the end of it
                        raise
        finally:
            self._sending.release()

    def say_goodbye(self):
        try:
            self._send_frame(8, struct.pack('>H', 1000), 0.2)
        except OSError:
            pass
        self._cut()

    def _cut(self):
        """Wakes the reader, who closes it."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self):
        self._socket.close()


def outcome_of(reply):
    """(result, error) of a reply frame."""
    if reply['ok'] is True and isinstance(reply.get('result'), dict):
        return reply['result'], None
    error = reply.get('error')
    if reply['ok'] is False and isinstance(error, dict):
        return None, RolecallError(str(error.get('code')), str(error.get('message')))
    return None, RolecallError('invalid_format', 'What answers there is not Rolecall.')


def parse_address(url):
    """'http://127.0.0.1:7653' or 'ws://127.0.0.1:7653/ws' -> (host, port, path). RolecallError if it is none."""
    try:
        parts = urlsplit(url)
        if parts.scheme in ('http', 'ws') and parts.hostname and not parts.query and url.isprintable():
            path = '/ws' if parts.path in ('', '/') else parts.path
            path.encode('ascii')
            if ' ' not in path:
                return parts.hostname, parts.port or 80, path
    except ValueError:
        pass
    raise RolecallError('invalid_params', 'That is no address such as http://127.0.0.1:7653: %s' % url)
