for text in ["1", "2.5", "three"]:
    try: print(int(text))
    except ValueError: print(float(text))
