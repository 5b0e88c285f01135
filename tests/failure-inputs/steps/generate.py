import os


def generate(name):
    import nosuch_module
    return nosuch_module.render(name)


print("generating", os.path.basename(__file__))
generate("options")
