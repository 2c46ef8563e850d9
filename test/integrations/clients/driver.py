"""Steers rolecall_client.py for the scenarios: one step a line as JSON, one answer a line."""

import json
import queue
import sys
import threading
import traceback
from os.path import abspath, dirname, join

sys.path.insert(0, join(dirname(abspath(__file__)), '../../../integrations/clients'))
from rolecall_client import Rolecall, RolecallError  # noqa: E402

PATIENCE = 30  # seconds that the driver waits for what has to come


def seconds(step, *names):
    return {name: step[wire] / 1000.0 for name, wire in names if wire in step}


class Driver:
    def __init__(self):
        self.client = None
        self.heard = {}
        self.offs = {}
        self.begun = queue.Queue()

    def queue_of(self, name):
        return self.heard.setdefault(name, queue.Queue())

    def open(self, step):
        if self.client:
            self.client.close()
        self.heard.clear()
        times = seconds(step, ('call_timeout', 'callTimeoutMs'), ('retry_first', 'retryFirstMs'),
                        ('retry_max', 'retryMaxMs'), ('open_timeout', 'openTimeoutMs'), ('idle', 'idleMs'),
                        ('probe', 'probeMs'))
        errors, states = self.queue_of('errors'), self.queue_of('states')
        self.client = Rolecall(step['url'], step.get('token'),
                               on_error=lambda error: errors.put(getattr(error, 'code', str(error))), **times)
        self.client.on_state(states.put)

    def connect(self, step):
        return self.client.connect(**seconds(step, ('timeout', 'timeoutMs')))

    def check(self, step):
        params = {key: value for key, value in step.items() if key not in ('do', 'userId', 'timeoutMs')}
        answer = self.client.check(user_id=step.get('userId'), **params, **seconds(step, ('timeout', 'timeoutMs')))
        return {key: answer[key] for key in ('allowed', 'reason', 'message', 'error')}

    def call(self, step):
        return self.client.call(step['action'], step.get('params'), **seconds(step, ('timeout', 'timeoutMs')))

    def begin(self, step):
        threading.Thread(target=lambda: self.begun.put(outcome(self.call, step)), daemon=True).start()

    def listen(self, step):
        heard, event = self.queue_of(step['event']), step['event']

        def hear(data):
            if step.get('fails'):
                raise ValueError('planted')
            heard.put(outcome(self.call, step)['ok'] if 'action' in step else data)
        self.offs.setdefault(event, []).append(self.client.on(event, hear))

    def ignore(self, step):
        self.offs[step['event']].pop()()

    def next(self, step):
        return self.queue_of(step['event']).get(timeout=PATIENCE)

    def waiting(self, step):
        return self.queue_of(step['event']).qsize()

    def state(self, step):
        return self.client.state

    def close(self, step):
        self.client.close()


def outcome(work, step):
    try:
        return {'ok': work(step)}
    except RolecallError as error:
        return {'error': {'code': error.code, 'message': error.message}}
    except Exception:
        return {'crash': traceback.format_exc()}


driver = Driver()
for line in sys.stdin:
    step = json.loads(line)
    answer = driver.begun.get(timeout=PATIENCE) if step['do'] == 'end' else outcome(getattr(driver, step['do']), step)
    print(json.dumps(answer), flush=True)
