class ConfigError(Exception): pass
def read(settings):
    try: return settings["rate"]
    except KeyError as e: raise ConfigError("no rate given") from e
print(read({"rate": 1}))
read({})
