"""Runs integrations/obs/rolecall.py for the tests: reads a line of JSON, does that, answers a line of JSON.

    driver.py client      the client alone, without any obspython
    driver.py script      the script as OBS runs it, on the fake obspython
"""

import json
import os
import sys
import threading
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..', '..', '..', 'integrations', 'obs')] + ([HERE] if sys.argv[1] == 'script' else [])
if sys.argv[1] == 'script':
    import fake_obspython
    sys.modules['obspython'] = fake_obspython
import rolecall  # noqa: E402

QUICK = dict(poll=0.2, busy=0.1, retry=0.1, longest=0.4, typing=0.1, request=3, patience=5, goodbye=0.1,
             outdated=600)


def timed(work):
    started = time.monotonic()
    work()
    return (time.monotonic() - started) * 1000


def worker_is_there():
    return any(thread.name == 'rolecall' for thread in threading.enumerate())


class ClientSteps(object):
    """The client alone."""

    def create(self, address, token='', pace=None):
        self.address = address
        self.client = rolecall.Client(rolecall.Pace(**dict(QUICK, **(pace or {}))))
        self.client.configure(address, token)
        self.client.start()

    def configure(self, address, token=''):
        self.address = address
        return timed(lambda: self.client.configure(address, token))

    def stream(self, live):
        return timed(lambda: self.client.stream(live))

    def command(self, what, feature=None):
        return timed(lambda: self.client.command(what, feature))

    def view(self, language='en'):
        self.client.cut_overdue()
        view = self.client.view
        return {
            'link': view.link, 'detail': view.detail, 'status': view.status, 'features': view.features,
            'note': view.note and view.note.word, 'waiting': self.client._inbox.qsize(),
            'panel': self.panel(view, language),
        }

    def panel_with(self, status, language='en'):
        view = self.client.view
        return self.panel(view._replace(status=dict(view.status, **status)), language)

    def panel(self, view, language):
        return rolecall.panel_text(view, self.address, time.time(), language)

    def text(self, template, language='en'):
        return rolecall.source_text(template, self.client.view, time.time(), language)

    def lines(self, language='en'):
        return [rolecall.line_text(line, self.address, language) for line in self.client.take_lines()]

    def stop(self, live=None):
        if live is not None:  # in one breath, as when OBS quits
            self.client.stream(live)
        return {'ms': timed(self.client.stop), 'alive': worker_is_there()}


class ScriptSteps(object):
    """The script, as OBS calls it."""

    def load(self, settings=None, streaming=False, locale='en-US', sources=None):
        obs, world = fake_obspython, fake_obspython.world
        rolecall.PACE = rolecall.Pace(**QUICK)
        rolecall.Client.__init__.__defaults__ = (rolecall.PACE,)
        world.is_streaming, world.locale = streaming, locale
        for name, kind in (sources or {}).items():
            world.sources[name] = obs.Source(kind, '')
        self.settings = obs.Handle('data', dict(settings or {}), must_return=False)
        rolecall.script_defaults(self.settings)
        rolecall.script_load(self.settings)
        rolecall.script_update(self.settings)

    def update(self, settings):
        self.settings.value.update(settings)
        rolecall.script_update(self.settings)

    def tick(self):
        """Milliseconds of the slowest timer."""
        timers = list(fake_obspython.world.timers)
        return max([timed(timer) for timer in timers] or [-1])

    def event(self, name):
        number = getattr(fake_obspython, 'OBS_FRONTEND_EVENT_' + name)
        return max(timed(lambda: call(number)) for call in list(fake_obspython.world.events))

    def hotkey(self, name):
        call = next(call for known, _, call in fake_obspython.world.hotkeys.values() if known == name)
        return timed(lambda: (call(True), call(False)))

    def bind(self, name, keys):
        hotkeys = fake_obspython.world.hotkeys
        fake_obspython.world.bindings[next(i for i in hotkeys if hotkeys[i][0] == name)] = keys

    def bindings(self):
        world = fake_obspython.world
        return {name: world.bindings[i] for i, (name, _, _) in world.hotkeys.items()}

    def properties(self):
        self.props = rolecall.script_properties()
        return self.panel()

    def panel(self):
        return [{k: v for k, v in p.value.items() if k != 'press'} for p in self.props.value.values()]

    def press(self, name):
        prop = self.props.value[name]
        result = []
        ms = timed(lambda: result.append(prop.value['press'](self.props, prop)))
        return {'ms': ms, 'redraws': result[0] is True}

    def save(self):
        rolecall.script_save(self.settings)
        return {k: v for k, v in self.settings.value.items() if not k.startswith('default ')}

    def unload(self):
        return {'ms': timed(rolecall.script_unload), 'alive': worker_is_there()}

    def world(self):
        world = fake_obspython.world
        return {
            'log': [line for _, line in world.log],
            'texts': {name: source.settings['text'] for name, source in world.sources.items()},
            'updates': {name: source.updates for name, source in world.sources.items()},
            'hotkeys': [[name, description] for name, description, _ in world.hotkeys.values()],
            'timers': len(world.timers), 'callbacks': len(world.events),
            'wrong': world.wrong, 'kept': [handle.kind for handle in world.lent if handle.is_open],
        }


def main():
    steps = ClientSteps() if sys.argv[1] == 'client' else ScriptSteps()
    for line in sys.stdin:
        step = json.loads(line)
        try:
            answer = {'ok': getattr(steps, step.pop('do'))(**step)}
        except Exception as error:
            answer = {'error': '%s: %s' % (type(error).__name__, error)}
        sys.stdout.write(json.dumps(answer) + '\n')
        sys.stdout.flush()


main()
