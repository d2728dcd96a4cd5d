for i in range(3):
    x = "\N{no character has this name}"
