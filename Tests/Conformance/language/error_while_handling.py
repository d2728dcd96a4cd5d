def clean(x):
    try: return 1 / x
    except ZeroDivisionError: return undefined_default
print(clean(2))
clean(0)
