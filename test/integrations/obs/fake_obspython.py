"""A strict stand-in for OBS's module `obspython`: it has what the script uses and nothing more, knows what was
lent and must be given back, and refuses calls from another thread than OBS's, wrong kinds of arguments, and
callbacks that OBS would not take."""

import threading
import types

LOG_INFO, LOG_WARNING = 300, 200
OBS_FRONTEND_EVENT_STREAMING_STARTING, OBS_FRONTEND_EVENT_STREAMING_STARTED = 0, 1
OBS_FRONTEND_EVENT_STREAMING_STOPPING, OBS_FRONTEND_EVENT_STREAMING_STOPPED = 2, 3
OBS_TEXT_DEFAULT, OBS_TEXT_PASSWORD, OBS_TEXT_INFO = 0, 1, 3
OBS_TEXT_INFO_NORMAL, OBS_TEXT_INFO_WARNING = 0, 1
OBS_PATH_FILE = 0
OBS_COMBO_TYPE_LIST, OBS_COMBO_FORMAT_STRING = 2, 3

OBS_THREAD = threading.current_thread()


class World(object):
    """What the test looks at."""

    def __init__(self):
        self.log = []
        self.events = []
        self.timers = {}
        self.hotkeys = {}  # id -> (name, description, callback)
        self.bindings = {}  # id -> list of keys
        self.sources = {}  # name -> Source
        self.is_streaming = False
        self.locale = 'en-US'
        self.wrong = []
        self.lent = []


world = World()


class Handle(object):
    """Something that OBS lends and wants back once."""

    def __init__(self, kind, value, must_return=True):
        self.kind, self.value, self.is_open = kind, value, True
        if must_return:
            world.lent.append(self)


class Source(object):
    def __init__(self, kind, text):
        self.kind, self.settings, self.updates = kind, {'text': text}, 0


def here(handle=None, kind=None):
    problem = None
    if threading.current_thread() is not OBS_THREAD:
        problem = 'called from another thread'
    elif kind is not None and (not isinstance(handle, Handle) or handle.kind != kind):
        problem = 'wanted %s, got %r' % (kind, handle)
    elif kind is not None and not handle.is_open:
        problem = 'used %s after giving it back' % kind
    if problem:
        world.wrong.append(problem)
        raise TypeError(problem)


def plain(callback):
    here()
    if not isinstance(callback, types.FunctionType):
        world.wrong.append('%r is no plain function' % (callback,))
        raise TypeError('a callback must be a plain function')


def text(*values):
    here()
    for value in values:
        if not isinstance(value, str):
            world.wrong.append('%r is no text' % (value,))
            raise TypeError('not a text: %r' % (value,))


def give_back(handle, kind):
    here(handle, kind)
    handle.is_open = False


def script_log(level, line):
    text(line)
    world.log.append((level, line))


def timer_add(callback, ms):
    plain(callback)
    world.timers[callback] = ms


def timer_remove(callback):
    plain(callback)
    world.timers.pop(callback, None)


def obs_frontend_add_event_callback(callback):
    plain(callback)
    world.events.append(callback)


def obs_frontend_remove_event_callback(callback):
    plain(callback)
    world.events.remove(callback)


def obs_frontend_streaming_active():
    here()
    return world.is_streaming


def obs_get_locale():
    here()
    return world.locale


def obs_hotkey_register_frontend(name, description, callback):
    text(name, description)
    plain(callback)
    if any(name == known for known, _, _ in world.hotkeys.values()):
        world.wrong.append('hotkey %s twice' % name)
    hotkey = len(world.hotkeys) + 1
    world.hotkeys[hotkey] = (name, description, callback)
    world.bindings[hotkey] = []
    return hotkey


def obs_hotkey_save(hotkey):
    here()
    return Handle('array', list(world.bindings[hotkey]))


def obs_hotkey_load(hotkey, array):
    here(array, 'array')
    world.bindings[hotkey] = list(array.value)


def obs_data_create():
    here()
    return Handle('data', {})


def obs_data_release(data):
    give_back(data, 'data')


def obs_data_array_release(array):
    give_back(array, 'array')


def obs_data_get_string(data, name):
    here(data, 'data')
    text(name)
    return data.value.get(name, data.value.get('default ' + name, ''))


def obs_data_set_string(data, name, value):
    here(data, 'data')
    text(name, value)
    data.value[name] = value


def obs_data_set_default_string(data, name, value):
    here(data, 'data')
    text(name, value)
    data.value['default ' + name] = value


def obs_data_get_array(data, name):
    here(data, 'data')
    return Handle('array', list(data.value.get(name, [])))


def obs_data_set_array(data, name, array):
    here(data, 'data')
    here(array, 'array')
    data.value[name] = list(array.value)


def obs_get_source_by_name(name):
    text(name)
    source = world.sources.get(name)
    return Handle('source', source) if source else None


def obs_source_release(source):
    give_back(source, 'source')


def obs_source_get_settings(source):
    here(source, 'source')
    return Handle('data', source.value.settings)


def obs_source_update(source, settings):
    here(source, 'source')
    here(settings, 'data')
    source.value.settings.update(settings.value)
    source.value.updates += 1


def obs_source_get_name(source):
    here(source, 'source')
    return next(name for name, known in world.sources.items() if known is source.value)


def obs_source_get_unversioned_id(source):
    here(source, 'source')
    return source.value.kind


def obs_enum_sources():
    here()
    return [Handle('source', source) for source in world.sources.values()]


def source_list_release(sources):
    for source in sources:
        give_back(source, 'source')


def obs_properties_create():
    here()
    return Handle('properties', {}, must_return=False)


def add(props, name, facts):
    here(props, 'properties')
    text(name, facts['description'])
    props.value[name] = Handle('property', dict(facts, name=name), must_return=False)
    return props.value[name]


def obs_properties_add_text(props, name, description, kind):
    assert kind in (OBS_TEXT_DEFAULT, OBS_TEXT_PASSWORD, OBS_TEXT_INFO)
    return add(props, name, {'description': description, 'text': kind})


def obs_properties_add_path(props, name, description, kind, filters, default):
    assert kind == OBS_PATH_FILE and isinstance(filters, str) and default is None
    return add(props, name, {'description': description, 'path': kind})


def obs_properties_add_button(props, name, description, callback):
    plain(callback)
    return add(props, name, {'description': description, 'press': callback})


def obs_properties_add_list(props, name, description, kind, form):
    assert (kind, form) == (OBS_COMBO_TYPE_LIST, OBS_COMBO_FORMAT_STRING)
    return add(props, name, {'description': description, 'items': []})


def obs_property_list_add_string(prop, name, value):
    here(prop, 'property')
    text(name, value)
    prop.value['items'].append([name, value])


def obs_properties_get(props, name):
    here(props, 'properties')
    return props.value[name]


def obs_property_set_description(prop, description):
    here(prop, 'property')
    text(description)
    prop.value['description'] = description


def obs_property_set_long_description(prop, description):
    here(prop, 'property')
    text(description)
    prop.value['long'] = description


def obs_property_text_set_info_type(prop, kind):
    here(prop, 'property')
    prop.value['info'] = kind
